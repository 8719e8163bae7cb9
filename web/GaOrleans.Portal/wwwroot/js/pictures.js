// Pictures (PNG) of charts, lists and answers. One maker for all: what is on the page is copied into a frame that nobody sees, with the title above it and room
// for what scrolls; the browser lays that out, and what it says of each place is painted onto a canvas. Drawing the frame as one picture (an SVG with HTML in it)
// would be exact by nature, but each element would need all of its style written out, which takes seconds for long tables, and Safari lets nothing out of such a canvas.
(() => {
  const ga = window.ga = window.ga || {};
  const scale = 2;
  // Larger canvases stay empty in some browser.
  const mostSide = 16_384, mostPixels = 2 ** 26;
  const all = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity, isCut: false };

  document.addEventListener('click', async event => {
    const button = event.target instanceof Element ? event.target.closest('[data-ga-png]') : null;
    if (button && !document.getElementById(button.dataset.gaPng)) ga.say('There is nothing here yet to make a picture of.');
    else if (button && !await ga.savePicture(button.dataset.gaPng, button.dataset.gaPngName, button.dataset.gaPngTitle)) ga.say('This browser could not make a picture of it.');
  });

  // Saves the element with this id as NAME.png; false where that cannot be done.
  ga.savePicture = async (id, name, title) => {
    const element = document.getElementById(id);
    if (!element) return false;
    try {
      const canvas = await draw(read(element, title));
      const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
      if (blob) download(blob, name);
      return blob !== null;
    } catch (error) {
      console.warn('no picture could be made', error);
      return false;
    }
  };

  const download = (blob, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = ((name || '').replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 80) || 'chart') + '.png';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const draw = async ({ left, top, width, height, ground, parts }) => {
    const canvas = document.createElement('canvas'), by = Math.min(scale, mostSide / width, mostSide / height, Math.sqrt(mostPixels / (width * height)));
    canvas.width = Math.max(1, Math.floor(width * by));
    canvas.height = Math.max(1, Math.floor(height * by));
    const to = canvas.getContext('2d');
    to.fillStyle = ground;
    to.fillRect(0, 0, canvas.width, canvas.height);
    to.scale(by, by);
    to.translate(-left, -top);
    for (const part of parts) {
      to.save();
      await part(to);
      to.restore();
    }
    return canvas;
  };

  // Nothing waits between the coming and the going of the frame: it is never on the screen, and what changes meanwhile is not half in the picture.
  const read = (element, title) => {
    const frame = document.createElement('div');
    frame.className = 'ga-picture';
    if (title) {
      const head = document.createElement('p');
      head.className = 'ga-picture-title';
      head.dir = 'auto';
      head.textContent = title;
      frame.append(head);
    }
    frame.append(element.cloneNode(true));
    // Beside the element: then the same styles hold for both.
    element.after(frame);
    try {
      lay(frame, element.getBoundingClientRect().width);
      const { left, top, width, height } = frame.getBoundingClientRect(), parts = [];
      collect(frame, all, 1, parts);
      return { left, top, width, height, ground: getComputedStyle(frame).backgroundColor, parts };
    } finally {
      frame.remove();
    }
  };

  const scrolls = part => ['auto', 'scroll'].includes(getComputedStyle(part).overflowX);
  const lay = (frame, width) => {
    // Where there is room, rows need not be cards.
    for (const stack of frame.querySelectorAll('.ga-stacks')) stack.classList.remove('ga-stacks');
    frame.style.width = `calc(${width}px + 2 * var(--margin))`;
    // What takes only a share of the width gets only a share of what is added.
    for (let tries = 0, more = 1; tries < 4 && more > 0; tries++) {
      const wide = [...frame.querySelectorAll('*')].filter(part => part.scrollWidth > part.clientWidth && scrolls(part));
      more = Math.max(0, ...wide.map(part => part.scrollWidth - part.clientWidth));
      frame.style.width = `${frame.offsetWidth + more}px`;
    }
    for (const high of [...frame.querySelectorAll('*')].filter(part => part.scrollHeight > part.clientHeight && scrolls(part))) high.style.cssText += ';height:auto;max-height:none';
  };

  // Each part is a function that paints it, with all that it needs: styles tell nothing any more when the frame is gone.
  const collect = (element, clip, opacity, parts) => {
    const style = getComputedStyle(element);
    opacity *= Number(style.opacity);
    // Cut off is what is only for screen readers.
    if (style.display === 'none' || style.clipPath !== 'none' || opacity === 0) return;
    const box = element.getBoundingClientRect(), isSeen = style.visibility === 'visible';
    if (element instanceof SVGSVGElement) {
      if (isSeen && box.width > 0 && box.height > 0) parts.push(drawing(element, style, box, opacity));
      return;
    }
    if (isSeen) {
      ground(element, style, box, opacity, parts);
      borders(style, box, opacity, parts);
    }
    const inner = ['hidden', 'clip'].includes(style.overflowX) ? narrowed(clip, box, style) : clip;
    for (const child of element.childNodes) {
      if (child instanceof Element) collect(child, inner, opacity, parts);
      else if (isSeen && child.nodeType === Node.TEXT_NODE) for (const line of linesOf(child)) parts.push(words(line, style, inner, opacity));
    }
  };

  const narrowed = (clip, box, style) => ({
    left: Math.max(clip.left, box.left), top: Math.max(clip.top, box.top), right: Math.min(clip.right, box.right), bottom: Math.min(clip.bottom, box.bottom),
    isCut: style.textOverflow === 'ellipsis',
  });

  const isClear = colour => colour === 'transparent' || colour === 'rgba(0, 0, 0, 0)';
  const radiusOf = style => parseFloat(style.borderTopLeftRadius) || 0;

  const ground = (element, style, box, opacity, parts) => {
    // The bar of a row is a ground of which only a share is seen.
    const isBar = element.matches('.ga-bar'), colour = isBar ? style.getPropertyValue('--bar') : style.backgroundColor;
    if (isClear(colour)) return;
    const radius = radiusOf(style), width = isBar ? Math.max(2, box.width * parseFloat(style.getPropertyValue('--w')) / 100) : box.width;
    parts.push(to => {
      to.globalAlpha = opacity;
      to.fillStyle = colour;
      to.beginPath();
      to.roundRect(box.left, box.top, width, box.height, radius);
      to.fill();
    });
  };

  const dashes = { dashed: [5, 3], dotted: [2, 2] };
  const borders = (style, box, opacity, parts) => {
    const edges = ['Top', 'Right', 'Bottom', 'Left'].map(side => ({ side, width: parseFloat(style[`border${side}Width`]), kind: style[`border${side}Style`], colour: style[`border${side}Color`] }))
      .filter(edge => edge.width > 0 && !['none', 'hidden'].includes(edge.kind) && !isClear(edge.colour));
    if (edges.length === 0) return;
    const radius = radiusOf(style), isRing = edges.length === 4 && radius > 0;
    parts.push(to => {
      to.globalAlpha = opacity;
      for (const { side, width, kind, colour } of isRing ? edges.slice(0, 1) : edges) {
        const half = width / 2, left = box.left + half, top = box.top + half, right = box.right - half, bottom = box.bottom - half;
        to.strokeStyle = colour;
        to.lineWidth = width;
        to.setLineDash(dashes[kind] || []);
        to.beginPath();
        if (isRing) to.roundRect(left, top, right - left, bottom - top, Math.max(0, radius - half));
        else if (side === 'Top' || side === 'Bottom') { const y = side === 'Top' ? top : bottom; to.moveTo(box.left, y); to.lineTo(box.right, y); }
        else { const x = side === 'Left' ? left : right; to.moveTo(x, box.top); to.lineTo(x, box.bottom); }
        to.stroke();
      }
    });
  };

  // The lines of a text, each with the place that the browser gave it.
  const linesOf = node => {
    const text = node.data, first = text.search(/\S/);
    if (first < 0) return [];
    const range = document.createRange(), end = text.trimEnd().length;
    const placeOf = (from, to) => { range.setStart(node, from); range.setEnd(node, to); return range.getClientRects(); };
    const whole = [...placeOf(first, end)];
    if (whole.length === 0) return [];
    const lines = [];
    if (whole.every(place => isBeside(place, whole[0]))) lines.push({ from: first, to: end, places: whole });
    else {
      for (let at = first; at < end;) {
        const next = at + String.fromCodePoint(text.codePointAt(at)).length, place = placeOf(at, next)[0], last = lines[lines.length - 1];
        if (last && (!place || isBeside(place, last.places[0]))) { last.to = next; if (place) last.places.push(place); }
        else if (place) lines.push({ from: at, to: next, places: [place] });
        at = next;
      }
    }
    return lines.map(line => {
      const left = Math.min(...line.places.map(place => place.left)), right = Math.max(...line.places.map(place => place.right));
      return { text: text.slice(line.from, line.to).trim().replace(/\s+/g, ' '), left, right, top: line.places[0].top, height: line.places[0].height };
    }).filter(line => line.text && line.right > line.left);
  };

  const isBeside = (one, other) => Math.abs(one.top - other.top) < other.height / 2;

  const words = (line, style, clip, opacity) => {
    const { color, direction } = style, isBackwards = direction === 'rtl', font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const whole = style.textTransform === 'uppercase' ? line.text.toUpperCase() : line.text;
    return to => {
      if (clip !== all) {
        to.beginPath();
        to.rect(clip.left, clip.top, clip.right - clip.left, clip.bottom - clip.top);
        to.clip();
      }
      to.globalAlpha = opacity;
      to.fillStyle = color;
      to.font = font;
      to.direction = direction;
      to.textAlign = isBackwards ? 'right' : 'left';
      const size = to.measureText(whole);
      // The page may have figures of one width and letters further apart, which a canvas has not: what is drawn takes the same room.
      const stretch = size.width > 0 ? (line.right - line.left) / size.width : 1;
      to.translate(isBackwards ? line.right : line.left, line.top + (line.height + size.fontBoundingBoxAscent - size.fontBoundingBoxDescent) / 2);
      to.scale(stretch, 1);
      to.fillText(clip.isCut ? fitted(to, whole, (isBackwards ? line.right - clip.left : clip.right - line.left) / stretch) : whole, 0, 0);
    };
  };

  // As much of a text as there is room for, with dots where it is cut.
  const fitted = (to, text, room) => {
    const fits = some => to.measureText(some).width <= room + 0.5;
    if (fits(text)) return text;
    const letters = [...text];
    let least = 0, most = letters.length;
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      if (fits(letters.slice(0, middle).join('').trimEnd() + '…')) least = middle; else most = middle - 1;
    }
    return letters.slice(0, least).join('').trimEnd() + '…';
  };

  const looks = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-opacity', 'opacity', 'display', 'visibility', 'vector-effect',
    'font-size', 'font-weight', 'font-family', 'paint-order', 'text-anchor', 'dominant-baseline'];
  const lookOf = part => { const style = getComputedStyle(part); return looks.map(look => `${look}:${style.getPropertyValue(look)}`).join(';'); };
  // Lines at the edge are as thick outside as inside.
  const edge = 8;

  // A drawing becomes a picture of its own, which has none of our style sheets and loads nothing. What no text of XML may hold, like half of a character, would spoil it.
  const drawing = (svg, style, box, opacity) => {
    const copy = svg.cloneNode(true), into = copy.querySelectorAll('*');
    svg.querySelectorAll('*').forEach((part, i) => into[i].setAttribute('style', lookOf(part)));
    for (const [name, value] of Object.entries({ x: edge, y: edge, width: box.width, height: box.height, style: `overflow:visible;${lookOf(svg)};opacity:1;color:${style.color}` })) copy.setAttribute(name, value);
    const width = box.width + 2 * edge, height = box.height + 2 * edge;
    const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${new XMLSerializer().serializeToString(copy)}</svg>`;
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(markup.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd'));
    const ready = image.decode();
    // It is waited for later; until then a failure is nobody's.
    ready.catch(() => {});
    return async to => {
      await ready;
      to.globalAlpha = opacity;
      to.drawImage(image, box.left - edge, box.top - edge, width, height);
    };
  };
})();
