// What charts do under the pointer, without asking the server. What is said is read from the table that screen readers have; a choice is put into a hidden
// input, whose change Blazor hears. Listening is done once, on the document, so that it does not matter when charts come and go.
(() => {
  const rowsOf = plot => plot.closest('.ga-chart').querySelectorAll('tbody tr');
  const placeOf = (plot, slot, slots) => plot.dataset.gaPlot === 'bars' ? (slot + 0.5) / slots : slots < 2 ? 0.5 : slot / (slots - 1);

  const show = (plot, slot) => {
    const rows = rowsOf(plot);
    if (rows.length === 0) return;
    slot = Math.max(0, Math.min(rows.length - 1, slot));
    plot.gaSlot = slot;
    const row = rows[slot], place = placeOf(plot, slot, rows.length), cross = plot.querySelector('.ga-cross'), tip = plot.querySelector('.ga-tip');
    cross.style.display = 'block';
    cross.style.left = place * 100 + '%';
    cross.replaceChildren(...row.dataset.y.split(' ').filter(y => y !== '-').map(y => { const dot = document.createElement('i'); dot.style.top = y + '%'; return dot; }));
    const heads = row.closest('table').querySelectorAll('thead th'), title = document.createElement('b');
    title.textContent = row.cells[0].textContent;
    const lines = [...row.cells].slice(1).map((cell, i) => {
      const line = document.createElement('div'), name = document.createElement('span'), value = document.createElement('strong');
      name.textContent = heads[i + 1].textContent;
      value.textContent = cell.textContent;
      line.append(name, value);
      return line;
    });
    tip.replaceChildren(title, ...lines);
    put(tip, plot, place * plot.clientWidth, 12);
  };

  const put = (tip, area, x, y) => {
    tip.style.display = 'block';
    const room = area.clientWidth - tip.offsetWidth;
    tip.style.left = Math.max(0, Math.min(room, x + 14 > room ? x - tip.offsetWidth - 14 : x + 14)) + 'px';
    tip.style.top = y + 'px';
  };

  const showCountry = (map, country, event) => {
    const tip = map.querySelector('.ga-tip'), name = document.createElement('b'), box = map.getBoundingClientRect();
    name.textContent = country.dataset.name;
    tip.replaceChildren(name, document.createTextNode(country.dataset.text));
    put(tip, map, event.clientX - box.left, Math.max(0, event.clientY - box.top + 14));
  };

  const hide = area => {
    for (const part of area.querySelectorAll('.ga-cross, .ga-tip')) part.style.display = 'none';
    area.gaSlot = undefined;
  };

  const slotAt = (plot, event) => {
    const box = plot.getBoundingClientRect(), share = (event.clientX - box.left) / box.width, slots = rowsOf(plot).length;
    return plot.dataset.gaPlot === 'bars' ? Math.floor(share * slots) : Math.round(share * (slots - 1));
  };

  const choose = (area, value) => {
    const input = area.querySelector('[data-ga-choice-to]');
    if (!input) return;
    input.value = value;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };

  let last = null;
  document.addEventListener('pointermove', event => {
    const target = event.target instanceof Element ? event.target : null;
    const area = target && target.closest('[data-ga-plot], [data-ga-map]');
    if (last && last !== area) hide(last);
    last = area;
    if (!area) return;
    if (area.dataset.gaPlot) { show(area, slotAt(area, event)); return; }
    const country = target.closest('[data-name]');
    if (country) showCountry(area, country, event); else hide(area);
  }, { passive: true });

  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const area = target.closest('[data-ga-plot], [data-ga-map]');
    if (last && last !== area) hide(last);
    last = area;
    const plot = target.closest('.ga-time-choose [data-ga-plot]');
    if (plot && !target.closest('.ga-flag')) {
      const slot = slotAt(plot, event);
      if (isToldFirst(plot, event, slot)) show(plot, slot); else choose(plot, String(slot));
      return;
    }
    const country = target.closest('.ga-map-choose [data-ga-choice]'), map = country && country.closest('[data-ga-map]');
    if (country) { if (isToldFirst(map, event, country.dataset.gaChoice)) showCountry(map, country, event); else choose(map, country.dataset.gaChoice); }
  });

  // A finger has no way to ask first: its first tap tells, the second on the same place chooses.
  const isToldFirst = (area, event, place) => {
    const isFirst = event.pointerType === 'touch' && area.gaTapped !== place;
    area.gaTapped = isFirst ? place : undefined;
    return isFirst;
  };

  document.addEventListener('keydown', event => {
    const plot = event.target instanceof Element && event.target.matches('[data-ga-plot]') ? event.target : null;
    if (!plot) return;
    const slots = rowsOf(plot).length, at = plot.gaSlot;
    const to = { ArrowRight: at === undefined ? 0 : at + 1, ArrowLeft: at === undefined ? slots - 1 : at - 1, Home: 0, End: slots - 1 }[event.key];
    if (to !== undefined) { show(plot, to); event.preventDefault(); }
    else if (event.key === 'Escape') hide(plot);
    else if (event.key === 'Enter' && at !== undefined && plot.closest('.ga-time-choose')) choose(plot, String(at));
  });
  // What is told was put where there was room in the window as it was.
  window.addEventListener('resize', () => { for (const area of document.querySelectorAll('[data-ga-plot], [data-ga-map]')) hide(area); });
  document.addEventListener('focusout', event => { if (event.target instanceof Element && event.target.matches('[data-ga-plot]')) hide(event.target); });
})();
