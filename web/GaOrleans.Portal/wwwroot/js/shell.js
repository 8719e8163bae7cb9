// What every page needs of a script: starting Blazor, saying when the connection is lost, menus, dialogs, copying, light and dark.
(() => {
  const ga = window.ga = window.ga || {};
  const banner = (text, ...more) => {
    const element = document.getElementById('ga-connection');
    if (!element) return;
    element.replaceChildren(text || '', ...more);
    element.hidden = !text;
    // What is outside of an open dialog can be neither seen well nor clicked.
    const place = (text && document.querySelector('dialog[open]')) || document.body;
    if (element.parentElement !== place) place.append(element);
  };

  const wait = ms => new Promise(done => setTimeout(done, ms));
  // Not all pages at once when a server comes back: up to a quarter sooner or later.
  const pauses = [150, 300, 500, 800, 1200, 2000];
  const pause = i => wait(pauses[Math.min(i, pauses.length - 1)] * (0.75 + Math.random() / 2));
  // A process that lost its neighbours may take a connection and not answer for long. Another one would.
  const slowMs = 6000;
  // Whether this page could be loaded now.
  const ready = async () => {
    try { return (await fetch('/_portal/ready', { cache: 'no-store', signal: AbortSignal.timeout(5000) })).ok; } catch { return false; }
  };
  const untilReady = async () => { for (let i = 2; !await ready(); i++) await pause(i); };

  // What somebody has typed and not sent. After a click on what sends it, it is given some seconds to be on its way.
  const typed = new Set();
  const sendingMs = 3000;
  document.addEventListener('input', event => {
    const element = event.target;
    if (element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'search'].includes(element.type))) typed.add(element);
  });
  const sent = () => setTimeout(() => { if (!trying) typed.clear(); }, sendingMs);
  document.addEventListener('submit', sent);
  const hasTyped = () => [...typed].some(element => element.isConnected && element.value.trim() !== '');

  // The view is in the address, so loading the page anew goes on where it was; what was typed is not, and is lost only by somebody who knows it.
  const loadAnew = () => {
    if (!hasTyped()) {
      // The new page may take a while to come; until then the old one stands there.
      banner('The connection was lost. Loading the page again…');
      location.reload();
      return;
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'ga-button ga-button-plain';
    button.dataset.gaReload = '';
    button.textContent = 'Load the page again';
    banner('The connection was lost, and what you typed here is not saved. Copy what you need. ', button);
  };

  let trying = false;
  const reconnect = async () => {
    if (trying) return;
    trying = true;
    // Blazor calls a connection that broke a failure of the page; it is none while we try.
    document.documentElement.dataset.gaLost = 'true';
    let attempt = null;
    for (let i = 0, known = true; known; i++) {
      await pause(i);
      if (i > 0) banner('The connection was lost. Connecting again…');
      // One at a time, and none after a refusal: Blazor would take the connection that the other one opened for one with a circuit, and the page would be dead.
      attempt ??= Blazor.reconnect().then(found => found ? 'found' : 'gone', () => 'down');
      const outcome = await Promise.race([attempt, wait(slowMs).then(() => 'slow')]);
      if (outcome === 'found') { reconnected(); return; }
      if (outcome === 'gone') known = false;
      else if (outcome === 'slow' || i > 2) known = !await ready();
      if (outcome === 'down') attempt = null;
    }
    await untilReady();
    // It stays marked as lost: what is clicked until the page is gone leads nowhere.
    loadAnew();
  };
  const reconnected = () => {
    trying = false;
    banner('');
    hideFailure();
    delete document.documentElement.dataset.gaLost;
  };
  const hideFailure = () => { if (failures) failures.style.display = ''; };

  // How often the page was loaded anew in a row. In frames of other pages a browser may keep nothing, and fails whoever asks: then it is taken to have been some.
  const loads = {
    read: () => { try { return Number(sessionStorage.getItem('ga-loads')) || 0; } catch { return 4; } },
    write: count => { try { sessionStorage.setItem('ga-loads', String(count)); } catch { /* It is not kept. */ } },
  };

  // The service went between the page and its circuit: Blazor does not try again, and the page would stay as it was drawn first.
  const wantsCircuit = () => {
    const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    while (comments.nextNode()) { if (comments.currentNode.data.startsWith('Blazor:{"type":"server"')) return true; }
    return false;
  };
  const mostLoads = 8;
  const beginAgain = async () => {
    if (trying || !asked || document.documentElement.dataset.gaLive) return;
    // Twice as long from load to load, and not for ever: where no circuit ever works, Blazor's bar says that something is wrong.
    const before = loads.read();
    if (before >= mostLoads) return;
    trying = true;
    document.documentElement.dataset.gaLost = 'true';
    banner('The connection was lost. Connecting again…');
    loads.write(before + 1);
    await wait(500 * 2 ** before);
    await untilReady();
    location.reload();
  };
  // Asked before Blazor takes the marks away.
  const asked = wantsCircuit();
  window.addEventListener('unhandledrejection', () => { beginAgain(); });
  // A first connection that is refused is told by the bar of failures alone.
  const failures = document.getElementById('blazor-error-ui');
  if (failures) new MutationObserver(() => { if (failures.style.display === 'block') beginAgain(); }).observe(failures, { attributeFilter: ['style'] });
  window.addEventListener('online', () => { if (trying) banner('Connecting again…'); });

  // The page that stands for one that could not be shown.
  if ('gaRetry' in document.documentElement.dataset) pause(3).then(untilReady).then(() => location.reload());

  if (window.Blazor) {
    Blazor.start({
      circuit: {
        // No negotiation: then every request of a circuit is one connection, and any of several servers may have it.
        configureSignalR: builder => builder.withUrl('_blazor', { skipNegotiation: true, transport: 1 }),
        reconnectionHandler: { onConnectionDown: () => { reconnect(); }, onConnectionUp: () => banner('') },
      },
    });
  }

  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    for (const menu of document.querySelectorAll('details[data-ga-menu][open]')) {
      if (!menu.contains(target) || target.closest('.ga-menu-item')) menu.open = false;
    }
    if (target.closest('.ga-button-primary')) sent();
    const theme = target.closest('[data-ga-theme]');
    if (theme) setTheme(theme.dataset.gaTheme);
    if (target.closest('[data-ga-reload]')) location.reload();
    const copy = target.closest('[data-ga-copy]');
    if (copy) copyText(copy);
    const skip = target.closest('.ga-skip');
    if (skip) { event.preventDefault(); document.getElementById('main')?.focus(); }
  });

  document.addEventListener('keydown', event => {
    const menu = document.querySelector('details[data-ga-menu][open]');
    if (!menu) return;
    if (event.key === 'Escape') { menu.open = false; menu.querySelector('summary').focus(); event.preventDefault(); return; }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const items = [...menu.querySelectorAll('.ga-menu-item:not([disabled])')];
    if (items.length === 0) return;
    const at = items.indexOf(document.activeElement);
    items[(at + (event.key === 'ArrowDown' ? 1 : at < 0 ? items.length : items.length - 1)) % items.length].focus();
    event.preventDefault();
  });

  // The menu says which of them is chosen; it is opened without asking the server.
  document.addEventListener('toggle', event => {
    for (const choice of event.target.querySelectorAll('[data-ga-theme]')) {
      if (choice.dataset.gaTheme === document.documentElement.dataset.theme) choice.setAttribute('aria-current', 'true'); else choice.removeAttribute('aria-current');
    }
  }, true);

  const setTheme = theme => {
    document.documentElement.dataset.theme = theme;
    fetch('/_portal/theme/' + theme, { method: 'POST' });
  };

  const copyText = async element => {
    try {
      await navigator.clipboard.writeText(element.dataset.gaCopy);
    } catch {
      // Without a secure origin there is no clipboard to write to; what is selected can be copied.
      const area = document.createElement('textarea');
      area.value = element.dataset.gaCopy;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    element.classList.add('ga-copied');
    setTimeout(() => element.classList.remove('ga-copied'), 1500);
  };

  // What went wrong in a script, said as messages of the server are.
  ga.say = text => {
    const toasts = document.createElement('div'), toast = document.createElement('div'), said = document.createElement('span');
    toasts.className = 'ga-toasts';
    toasts.role = 'alert';
    toast.className = 'ga-toast ga-notice-error';
    said.textContent = text;
    toast.append(said);
    toasts.append(toast);
    document.body.append(toasts);
    setTimeout(() => toasts.remove(), 6000);
  };

  ga.dialog = {
    open: dialog => { if (dialog && !dialog.open) dialog.showModal(); },
    close: dialog => { if (dialog && dialog.open) dialog.close(); },
  };

  // Says that the page can be used: for tests, and for people who measure.
  ga.live = () => { document.documentElement.dataset.gaLive = 'true'; loads.write(0); };
})();
