// GaOrleans tracker: options, events and privacy are described in README.md.
((w, d, n, l) => {
  'use strict'
  const tag = d.currentScript || d.querySelector('script[data-domain][src*="ga.js"]')
  const stub = w.AnalyticsService || {}
  if (!tag || stub.loaded) return
  const opt = tag.dataset
  const api = opt.api || new URL('/api/event', tag.src).href
  const hash = 'hash' in opt
  const files = /\.(pdf|xlsx?|docx?|pptx?|pps|key|txt|rtf|csv|exe|dmg|pkg|7z|rar|gz|zip|avi|mov|mp[34]|mpeg|wmv|midi|wav|wma)$/i

  // Whatever fails in here must not reach the page.
  const safe = f => (...a) => { try { return f(...a) } catch (e) { /* see above */ } }
  const on = (target, names, f) => names.split(' ').forEach(name => target.addEventListener(name, safe(f), true))
  const id = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => (b + 256).toString(16).slice(1)).join('')

  // Where storage is forbidden or full, values live as long as the page.
  const memory = {}
  const get = safe(key => memory[key] || localStorage.getItem(key))
  const set = safe((key, value) => {
    memory[key] = value
    value ? localStorage.setItem(key, value) : localStorage.removeItem(key)
    delete memory[key]
  })

  // Undelivered events, the oldest first. Each has an entry of its own, so that tabs do not overwrite each other's.
  const prefix = 'ga_event_'
  const forget = event => set(prefix + event.id)
  const queue = () => Object.entries({ ...safe(() => ({ ...localStorage }))(), ...memory })
    .map(([key, text]) => {
      if (key.indexOf(prefix)) return
      const event = safe(JSON.parse)(text)
      return event && event.t > Date.now() - 864e5 && prefix + event.id === key ? event : set(key)
    })
    .filter(event => event)
    .sort((a, b) => a.t - b.t)

  const ignored = () => get('ga_ignore') || get('plausible_ignore') === 'true' ||
    (opt.respectDnt !== 'false' && (n.globalPrivacyControl || n.doNotTrack === '1')) ||
    (!('local' in opt) && (n.webdriver || !/^http/.test(l.protocol) || /^(localhost|127\..*|\[::1\])$/.test(l.hostname)))

  // Resolves to what a callback is told; `retry` is set when the event is still to be delivered.
  const post = event => fetch(api, {
    method: 'POST', body: JSON.stringify({ ...event, s: Date.now() }), keepalive: true, credentials: 'omit',
    signal: safe(() => AbortSignal.timeout(3e4))()
  }).then(r => ({ status: r.status, retry: r.status > 499 || r.status === 429 || r.status === 408 }), error => ({ error, retry: true }))

  let failures = 0, timer, flushing
  const later = () => {
    timer = timer || setTimeout(() => { timer = 0; flush() }, Math.min(1e3 * 2 ** failures, 3e5) * (0.75 + Math.random() / 2))
  }
  const keep = event => {
    set(prefix + event.id, JSON.stringify(event))
    queue().slice(0, -100).forEach(forget)
    later()
  }
  // One event after another; the first failure ends the round.
  const round = async () => {
    for (let event; (event = queue()[0]) && !ignored();) {
      if ((await post(event)).retry) {
        failures++
        return later()
      }
      forget(event)
    }
    failures = 0
  }
  const flush = async () => {
    if (flushing || !queue()[0]) return
    flushing = true
    try {
      // One tab at a time.
      await (n.locks ? n.locks.request('ga_queue', { ifAvailable: true }, lock => lock ? round() : later()) : round())
    } catch (e) {
      later()
    }
    flushing = false
  }

  const send = (name, o, fields, closing) => {
    o = o || {}
    const callback = safe(o.callback)
    if (ignored()) return callback()
    const event = {
      n: name, u: o.url || o.u || l.href, d: opt.domain || l.hostname, r: d.referrer || undefined, h: hash ? 1 : undefined,
      p: o.props, revenue: o.revenue, i: o.interactive, title: d.title, screen: screen.width + 'x' + screen.height,
      lang: n.language, vid: get('ga_vid') || undefined, id: id(), t: Date.now(), v: 1, ...fields
    }
    if (!closing || !n.sendBeacon) {
      post(event).then(result => {
        if (result.retry) keep(event)
        callback(result)
      })
    } else if (n.onLine === false || !n.sendBeacon(api, JSON.stringify({ ...event, s: Date.now() }))) keep(event)
  }

  // Engagement: the time a page was visible and focused, and how far down it was seen.
  let page, path, since, engaged, deepest, told
  const clock = () => {
    if (since) engaged += Date.now() - since
    since = page && d.visibilityState === 'visible' && d.hasFocus() ? Date.now() : 0
  }
  const look = () => { deepest = Math.max(deepest, scrollY + innerHeight) }
  const leave = closing => {
    if (!page) return
    clock()
    look()
    const depth = Math.min(100, Math.round(deepest / d.documentElement.scrollHeight * 100)) || 0
    if (depth <= told && engaged < 3e3) return
    send('engagement', { url: page }, { e: engaged, sd: depth }, closing)
    engaged = 0
    told = depth
  }

  const view = again => {
    const now = hash ? l.href : l.pathname
    if ((again !== true && path === now) || d.prerendering || d.visibilityState !== 'visible') return
    leave()
    path = now
    page = l.href
    engaged = deepest = since = 0
    told = -1
    clock()
    send('pageview')
  }

  const click = e => {
    const a = (!e.button || e.button === 1) && e.target.closest && e.target.closest('a[href]')
    if (!a || !/^http/.test(a.protocol)) return
    const file = files.test(a.pathname)
    if (file || a.host !== l.host) send(file ? 'File Download' : 'Outbound Link: Click', { props: { url: a.href } })
  }

  const track = safe((name, o) => send(name, o))
  w.AnalyticsService = {
    loaded: true,
    track,
    optOut: safe((out = true) => {
      set('ga_ignore', out && 'true')
      if (out) queue().forEach(forget)
    }),
    consent: safe(given => {
      set('ga_vid', given && (get('ga_vid') || id()))
      if (!given) queue().forEach(({ vid, ...rest }) => set(prefix + rest.id, JSON.stringify(rest)))
    })
  }
  const calls = (w.plausible || {}).q
  if (!w.plausible || calls) w.plausible = track

  if (!('manual' in opt)) {
    ['pushState', 'replaceState'].forEach(name => {
      const original = history[name]
      history[name] = function () {
        const result = original.apply(this, arguments)
        safe(view)()
        return result
      }
    })
    on(w, 'popstate hashchange', view)
    on(w, 'pageshow', e => e.persisted && view(true))
    on(d, 'visibilitychange prerenderingchange', view)
    safe(view)()
  }
  on(d, 'click auxclick', click)
  on(w, 'scroll resize', look)
  on(w, 'focus blur', clock)
  on(d, 'visibilitychange', () => d.visibilityState === 'visible' ? clock() : leave(true))
  on(w, 'pagehide', () => leave(true))
  on(w, 'online', flush);
  (stub.q || []).concat(calls || []).forEach(call => track(...call))
  flush()
})(window, document, navigator, location)
