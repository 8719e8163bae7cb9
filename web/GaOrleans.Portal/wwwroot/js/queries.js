// What the pages of queries, boards and journeys need of a script: places in a text area, dragging and the full screen.
(() => {
  const ga = window.ga = window.ga || {};

  ga.queries = {
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
