// What every page needs of a script: starting Blazor, saying when the connection is lost, menus, dialogs, copying, light and dark.
(() => {
  const ga = window.ga = window.ga || {};
  const banner = text => {
    const element = document.getElementById('ga-connection');
    if (!element) return;
    element.textContent = text || '';
    element.hidden = !text;
  };

  // The view is in the address, so loading the page anew goes on where it was; done only once the service answers again.
  const pauses = [150, 300, 500, 800, 1200, 2000];
  const wait = ms => new Promise(done => setTimeout(done, ms));
  let trying = false;
  const reconnect = async () => {
    if (trying) return;
    trying = true;
    // Blazor calls a connection that broke a failure of the page; it is none while we try.
    document.documentElement.dataset.gaLost = 'true';
    try {
      for (let i = 0; ; i++) {
        await wait(pauses[Math.min(i, pauses.length - 1)]);
        if (i > 0) banner('The connection was lost. Connecting again…');
        try {
          if (await within(6000, Blazor.reconnect())) { banner(''); hideFailure(); return; }
          if (await alive()) { location.reload(); return; }
        } catch { if (i > 2 && await alive()) { location.reload(); return; } }
      }
    } finally {
      trying = false;
      delete document.documentElement.dataset.gaLost;
    }
  };
  const hideFailure = () => { const failure = document.getElementById('blazor-error-ui'); if (failure) failure.style.display = ''; };
  // A process that lost its neighbours may take a connection and not answer for long: another one will, at the next try.
  const within = (ms, promise) => Promise.race([promise, wait(ms).then(() => { throw new Error('no answer in time'); })]);
  const alive = async () => {
    try { return (await fetch('/healthz/ready', { cache: 'no-store', signal: AbortSignal.timeout(3000) })).ok; } catch { return false; }
  };

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
  const beginAgain = async () => {
    if (trying || !asked || document.documentElement.dataset.gaLive) return;
    trying = true;
    banner('The connection was lost. Connecting again…');
    // Twice as long from load to load, so that where no circuit ever works the page is not loaded over and over.
    const before = loads.read();
    loads.write(before + 1);
    await wait(Math.min(60000, 500 * 2 ** before));
    while (!await alive()) await wait(1000);
    location.reload();
  };
  // Asked before Blazor takes the marks away.
  const asked = wantsCircuit();
  window.addEventListener('unhandledrejection', () => { beginAgain(); });
  window.addEventListener('online', () => { if (trying) banner('Connecting again…'); });

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

  ga.dialog = {
    open: dialog => { if (dialog && !dialog.open) dialog.showModal(); },
    close: dialog => { if (dialog && dialog.open) dialog.close(); },
  };

  // Says that the page can be used: for tests, and for people who measure.
  ga.live = () => { document.documentElement.dataset.gaLive = 'true'; loads.write(0); };
})();
