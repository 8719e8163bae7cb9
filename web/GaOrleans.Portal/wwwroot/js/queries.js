// What the pages of queries, boards and journeys need of a script: pictures of reports, places in a text area, dragging and the full screen.
(() => {
  const ga = window.ga = window.ga || {};
  const headHeight = 36;

  // Everything that decides how an element looks is written into its copy, since the picture has no style sheet. What scrolls on the page is whole in it:
  // the room says how much more that takes.
  const inline = (from, to, room) => {
    const style = getComputedStyle(from);
    let text = '';
    for (const name of style) text += `${name}:${style.getPropertyValue(name)};`;
    if (style.overflowX === 'auto' || style.overflowX === 'scroll') {
      text += 'overflow:visible;';
      room.width = Math.max(room.width, from.scrollWidth - from.clientWidth);
      room.height = Math.max(room.height, from.scrollHeight - from.clientHeight);
    }
    to.setAttribute('style', text);
    for (let i = 0; i < from.children.length; i++) inline(from.children[i], to.children[i], room);
  };

  const load = source => new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = failed;
    image.src = source;
  });

  const headOf = (element, title) => {
    const head = document.createElement('div');
    const style = getComputedStyle(element);
    head.setAttribute('style', `height:${headHeight}px;font:600 17px ${style.fontFamily};color:${style.color};white-space:nowrap;overflow:hidden;text-overflow:ellipsis`);
    head.textContent = title;
    return head;
  };

  const picture = async (element, title, scale) => {
    const margin = 16;
    const room = { width: 0, height: 0 };
    const copy = element.cloneNode(true);
    inline(element, copy, room);
    const width = element.scrollWidth + room.width + 2 * margin;
    const height = element.scrollHeight + room.height + 2 * margin + (title ? headHeight : 0);
    for (const hidden of copy.querySelectorAll('.ga-hidden, script')) hidden.remove();
    const frame = document.createElement('div');
    frame.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
    frame.setAttribute('style', `padding:${margin}px;box-sizing:border-box;width:${width}px;height:${height}px;background:${getComputedStyle(document.documentElement).getPropertyValue('--surface')}`);
    if (title) frame.append(headOf(element, title));
    frame.append(copy);
    const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${new XMLSerializer().serializeToString(frame)}</foreignObject></svg>`;
    const image = await load('data:image/svg+xml;charset=utf-8,' + encodeURIComponent(markup));
    const canvas = document.createElement('canvas');
    canvas.width = width * scale;
    canvas.height = height * scale;
    const context = canvas.getContext('2d');
    context.scale(scale, scale);
    context.drawImage(image, 0, 0);
    return canvas;
  };

  ga.queries = {
    async png(id, name, title) {
      const element = document.getElementById(id);
      if (!element) return false;
      try {
        return await ga.savePicture(await picture(element, title, 2), name);
      } catch {
        // Safari lets nothing out of a canvas that such a drawing was put on; painted piece by piece it is plainer, and works there.
        return ga.chartPicture(id, name).catch(() => false);
      }
    },

    line(id, line) {
      const area = document.getElementById(id);
      if (!area) return;
      const lines = area.value.split('\n');
      const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
      area.focus();
      area.setSelectionRange(start, start + (lines[line] || '').length);
      area.scrollTop = Math.max(0, area.scrollHeight * (line / lines.length) - area.clientHeight / 2);
    },

    async fullScreen(on) {
      try {
        if (on && !document.fullscreenElement) await document.documentElement.requestFullscreen();
        if (!on && document.fullscreenElement) await document.exitFullscreen();
      } catch {
        // Without it the board still fills the window.
      }
    },
  };

  // Only what says so may be dropped on.
  document.addEventListener('dragover', event => {
    if (event.target instanceof Element && event.target.closest('[data-ga-drag]')) event.preventDefault();
  });
  document.addEventListener('drop', event => {
    if (event.target instanceof Element && event.target.closest('[data-ga-drag]')) event.preventDefault();
  });

  // Firefox drags only what carries data.
  document.addEventListener('dragstart', event => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-ga-drag]')) return;
    event.dataTransfer.setData('text/plain', '');
    event.dataTransfer.effectAllowed = 'move';
  });
})();
