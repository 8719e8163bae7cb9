// For pages of others that show a shared dashboard in a frame: gives the frame the height of what it shows. Served as /_portal/frame.js.
(() => {
  const script = document.currentScript;
  if (!script) return;
  const origin = new URL(script.src).origin;
  const least = 200, most = 20000;
  window.addEventListener('message', event => {
    const height = event.origin === origin && event.data ? event.data.gaHeight : null;
    if (!Number.isFinite(height)) return;
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === event.source) frame.style.height = `${Math.min(Math.max(height, least), most)}px`;
    }
  });
})();
