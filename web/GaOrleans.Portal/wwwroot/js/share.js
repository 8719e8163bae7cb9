// Tells the page around an embedded dashboard how high it is; frame.js listens there. A height is no secret, so it is told to whoever shows the frame.
(() => {
  const ga = window.ga = window.ga || {};
  ga.share = {
    tellHeight: () => {
      const shown = document.querySelector('.share-embedded');
      if (window.parent === window || !shown) return;
      new ResizeObserver(() => window.parent.postMessage({ gaHeight: Math.ceil(shown.getBoundingClientRect().height) }, '*')).observe(shown);
    },
  };
})();
