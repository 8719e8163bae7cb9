// Tells the list of sites which of its cards are on the screen.
(() => {
  const ga = window.ga = window.ga || {};
  let observer = null;
  ga.sites = {
    watch: page => {
      if (observer) observer.disconnect();
      observer = new IntersectionObserver(entries => {
        const seen = entries.filter(entry => entry.isIntersecting);
        if (seen.length === 0) return;
        for (const entry of seen) observer.unobserve(entry.target);
        page.invokeMethodAsync('See', seen.map(entry => Number(entry.target.dataset.site))).catch(() => { });
      }, { rootMargin: '200px' });
      for (const card of document.querySelectorAll('[data-site]')) observer.observe(card);
    },
    stop: () => { if (observer) observer.disconnect(); observer = null; },
  };
})();
