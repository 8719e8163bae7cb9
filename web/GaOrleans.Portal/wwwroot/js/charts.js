// What charts do under the pointer, without asking the server. What is said is read from the table that screen readers have; a choice is put into a hidden
// input, whose change Blazor hears. Listening is done once, on the document, so that it does not matter when charts come and go.
(() => {
  const ga = window.ga = window.ga || {};

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
    const picture = target.closest('[data-ga-png]');
    if (picture) { ga.chartPicture(picture.dataset.gaPng, picture.dataset.gaPngName); return; }
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
  document.addEventListener('focusout', event => { if (event.target instanceof Element && event.target.matches('[data-ga-plot]')) hide(event.target); });

  // A picture of what is on the page: grounds, drawings and texts, one by one, onto a canvas of twice the size.
  ga.chartPicture = async (id, name) => {
    const element = document.getElementById(id);
    if (!element) return false;
    const box = element.getBoundingClientRect(), scale = 2, margin = 16, canvas = document.createElement('canvas');
    canvas.width = (box.width + 2 * margin) * scale;
    canvas.height = (box.height + 2 * margin) * scale;
    const to = canvas.getContext('2d');
    to.scale(scale, scale);
    to.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim() || '#ffffff';
    to.fillRect(0, 0, canvas.width, canvas.height);
    to.translate(margin - box.left, margin - box.top);
    await paint(to, element);
    return ga.savePicture(canvas, name);
  };

  // Fails where something was drawn that browsers let nothing out of.
  ga.savePicture = async (canvas, name) => {
    const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
    if (!blob) return false;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = ((name || '').replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80) || 'chart') + '.png';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    return true;
  };

  const paint = async (to, element) => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    if (style.display === 'none' || style.visibility === 'hidden' || element.matches('.ga-hidden, .ga-tip, .ga-cross, [data-ga-unpictured]')) return;
    if (element instanceof SVGSVGElement) { await paintDrawing(to, element, box); return; }
    paintGround(to, element, style, box);
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) for (const line of linesOf(child)) paintLine(to, line, style, box);
      else if (child instanceof Element) await paint(to, child);
    }
  };

  const paintGround = (to, element, style, box) => {
    const bar = element.matches('.ga-bar') ? parseFloat(element.style.getPropertyValue('--w')) / 100 : 1;
    to.fillStyle = element.matches('.ga-bar') ? getComputedStyle(element).getPropertyValue('--bar') : style.backgroundColor;
    to.beginPath();
    to.roundRect(box.left, box.top, box.width * bar, box.height, parseFloat(style.borderRadius) || 0);
    to.fill();
    // Of borders only those that say which line is which.
    if (!['dashed', 'dotted'].includes(style.borderTopStyle)) return;
    to.strokeStyle = style.borderTopColor;
    to.lineWidth = parseFloat(style.borderTopWidth);
    to.setLineDash(style.borderTopStyle === 'dashed' ? [5, 3] : [2, 2]);
    to.beginPath();
    to.moveTo(box.left, box.top + to.lineWidth / 2);
    to.lineTo(box.right, box.top + to.lineWidth / 2);
    to.stroke();
    to.setLineDash([]);
  };

  // The words of a text by the line in which the browser put them.
  const linesOf = node => {
    const lines = [], range = document.createRange();
    for (const word of node.textContent.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const place = range.getBoundingClientRect(), last = lines[lines.length - 1];
      if (last && Math.abs(last.place.top - place.top) < 2) { last.text += ' ' + word[0]; last.left = Math.min(last.left, place.left); }
      else lines.push({ text: word[0], place, left: place.left });
    }
    return lines;
  };

  const paintLine = (to, line, style, clip) => {
    to.save();
    to.beginPath();
    to.rect(clip.left, clip.top - 4, clip.width + 1, clip.height + 8);
    to.clip();
    to.fillStyle = style.color;
    to.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    to.textBaseline = 'middle';
    to.textAlign = 'left';
    to.fillText(line.text, line.left, line.place.top + line.place.height / 2);
    to.restore();
  };

  const looks = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-opacity', 'opacity', 'vector-effect', 'font-size', 'font-weight', 'font-family', 'paint-order', 'text-anchor', 'dominant-baseline'];
  const paintDrawing = async (to, svg, box) => {
    const copy = svg.cloneNode(true), from = svg.querySelectorAll('*'), into = copy.querySelectorAll('*');
    // The copy is drawn without our style sheet.
    from.forEach((part, i) => { const style = getComputedStyle(part); for (const look of looks) into[i].style.setProperty(look, style.getPropertyValue(look)); });
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('width', box.width);
    copy.setAttribute('height', box.height);
    copy.style.overflow = 'visible';
    copy.style.color = getComputedStyle(svg).color;
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(copy));
    try { await image.decode(); to.drawImage(image, box.left, box.top, box.width, box.height); } catch (error) { console.warn('a drawing was left out of the picture', error); }
  };
})();
