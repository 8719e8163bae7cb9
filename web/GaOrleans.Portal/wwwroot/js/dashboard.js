// The dashboard's keys, and whether anybody looks at it.
(() => {
  const ga = window.ga = window.ga || {};
  const keys = { f: 'f', '/': 'f', x: 'x', '?': '?', ArrowLeft: 'left', ArrowRight: 'right', c: 'c', r: 'r', d: 'd', e: 'e', w: 'w', t: 't', m: 'm', y: 'y', a: 'a' };
  let dashboard = null;
  const tell = (method, value) => { if (dashboard) dashboard.invokeMethodAsync(method, value).catch(() => { dashboard = null; }); };
  const isTaken = target => target instanceof Element
    && (target.closest('input, select, textarea, dialog[open], [contenteditable], details[open]') !== null || document.querySelector('dialog[open], details[data-ga-menu][open]') !== null);
  document.addEventListener('keydown', event => {
    if (!dashboard || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTaken(event.target)) return;
    const key = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!key || !document.getElementById('dash-top')) return;
    if (key.length > 1 && event.target instanceof Element && event.target.closest('.ga-plot, [role=tablist]')) return;
    event.preventDefault();
    tell('Press', key);
  });
  document.addEventListener('visibilitychange', () => tell('Look', document.visibilityState === 'visible'));
  ga.dashboard = {
    start: reference => {
      dashboard = reference;
      if (document.visibilityState !== 'visible') tell('Look', false);
    },
    zone: () => { try { return Intl.DateTimeFormat().resolvedOptions().timeZone || ''; } catch { return ''; } },
  };
})();
