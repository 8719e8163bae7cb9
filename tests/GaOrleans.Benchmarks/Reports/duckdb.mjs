// DuckDB's side of the report benchmark. Loads the same hits and answers the same reports, once with the plain SQL that is timed
// and once with SQL that follows the definitions of the reports API, for the comparison of numbers.
//   DUCK=folder with node_modules  node duckdb.mjs --data hits.ndjson --db hits.db --threads 2 --reps 5
// Prints one JSON object: { report: { ms: [...], cpuMs: [...], first_ms, rows: [[...]] } }; cpuMs is processor time of all threads.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const option = (name, fallback) => { const i = process.argv.indexOf(`--${name}`); return i < 0 ? fallback : process.argv[i + 1]; };
const data = option('data', ''), db = option('db', 'hits.db'), threads = option('threads', '2'), reps = Number(option('reps', '5'));
const require = createRequire(path.join(path.resolve(process.env.DUCK ?? process.cwd()), 'x.js'));
const { DuckDBInstance } = require('@duckdb/node-api');

const columns = ['site', 'visitor', 'name', 'url', 'path', 'referrer', 'source', 'utm_source', 'utm_medium', 'utm_campaign', 'country', 'browser', 'browser_version', 'os', 'device']
  .map(c => `${c}:'VARCHAR'`).concat(["ts:'BIGINT'", "props:'JSON'", "revenue:'DOUBLE'"]).join(',');

async function open(readOnly) {
  const instance = await DuckDBInstance.create(db, readOnly ? { threads, access_mode: 'READ_ONLY' } : { threads });
  const connection = await instance.connect();
  await connection.run("SET TimeZone='UTC'");
  return connection;
}

if (!fs.existsSync(db)) {
  const c = await open(false);
  await c.run(`CREATE TABLE hits AS SELECT make_timestamp(ts*1000) AS ts, ('0x'||visitor)::UBIGINT AS visitor, * EXCLUDE (ts, visitor, site) FROM read_json('${data}', format='newline_delimited', columns={${columns}})`);
  await c.run('CHECKPOINT');
  c.closeSync();
}

const from = option('from', '2026-10-01'), days = Number(option('days', '30'));
const day = n => new Date(Date.parse(from) + n * 864e5).toISOString().slice(0, 10);
const within = (a, b) => `ts >= TIMESTAMP '${day(a)}' AND ts < TIMESTAMP '${day(b)}'`;
const all = within(0, days), week = within(days - 7, days);
const product = "name='pageview' AND path LIKE '/product/%'";

// A visit: hits of a visitor with no pause of more than 30 minutes.
const visits = where => `WITH gaps AS (SELECT *, (ts - lag(ts) OVER w) <= INTERVAL 30 MINUTE AS goes_on FROM hits WHERE ${where} WINDOW w AS (PARTITION BY visitor ORDER BY ts)),
  numbered AS (SELECT *, sum(CASE WHEN goes_on THEN 0 ELSE 1 END) OVER (PARTITION BY visitor ORDER BY ts ROWS UNBOUNDED PRECEDING) AS visit FROM gaps)`;
// The source as the service names it: the campaign's, else that of the referring host.
const names = [['google', 'Google'], ['www.google.com', 'Google'], ['bing', 'Bing'], ['www.bing.com', 'Bing'], ['duckduckgo.com', 'DuckDuckGo'], ['l.facebook.com', 'Facebook'],
  ['facebook', 'Facebook'], ['linkedin', 'LinkedIn'], ['www.reddit.com', 'Reddit'], ['news.ycombinator.com', 'Hacker News'], ['t.co', 'Twitter'], ['www.linkedin.com', 'LinkedIn'],
  ['www.youtube.com', 'YouTube'], ['github.com', 'GitHub'], ['l.instagram.com', 'Instagram'], ['www.pinterest.com', 'Pinterest'], ['www.ecosia.org', 'Ecosia'],
  ['search.yahoo.com', 'Yahoo!'], ['www.baidu.com', 'Baidu'], ['yandex.ru', 'Yandex'], ['www.qwant.com', 'Qwant'], ['search.brave.com', 'Brave'],
  ['chatgpt.com', 'ChatGPT'], ['www.perplexity.ai', 'Perplexity'], ['en.wikipedia.org', 'Wikipedia'],
  ['bsky.app', 'Bluesky'], ['lobste.rs', 'Lobsters'], ['stackoverflow.com', 'Stack Overflow'], ['dev.to', 'Dev.to'], ['medium.com', 'Medium'], ['mastodon.social', 'Mastodon'], ['web.telegram.org', 'Telegram'], ...JSON.parse(option('names', '[]'))];
const known = names.map(([raw, name]) => `('${raw}','${name.replaceAll("'", "''")}')`).join(',');
const raw = "coalesce(utm_source, regexp_extract(referrer, '^https?://([^/]+)', 1))";

const timed = {
  totals: `SELECT count(DISTINCT visitor), count(*) FILTER (name='pageview') FROM hits WHERE ${all}`,
  visitors_by_hour: `SELECT strftime(date_trunc('hour', ts), '%Y-%m-%d %H:%M:%S') AS slot, count(DISTINCT visitor) FROM hits WHERE ${week} GROUP BY slot ORDER BY slot`,
  visitors_by_day: `SELECT strftime(date_trunc('day', ts), '%Y-%m-%d') AS slot, count(DISTINCT visitor) FROM hits WHERE ${all} GROUP BY slot ORDER BY slot`,
  top_pages: `SELECT path, count(*) AS pageviews, count(DISTINCT visitor) AS visitors FROM hits WHERE ${all} AND name='pageview' GROUP BY path ORDER BY pageviews DESC, path LIMIT 10`,
  visits: `${visits(all)}, one AS (SELECT visitor, visit, count(*) AS n, min(ts) AS a, max(ts) AS b FROM numbered GROUP BY ALL) SELECT count(*), avg((n=1)::INT), avg(epoch(b-a)) FROM one`,
  filtered_by_source: `SELECT source, count(*) AS pageviews, count(DISTINCT visitor) FROM hits WHERE ${all} AND country='DE' AND ${product} GROUP BY source ORDER BY pageviews DESC`,
  funnel: `WITH one AS (SELECT visitor, min(ts) AS t1 FROM hits WHERE ${all} AND ${product} GROUP BY visitor),
    two AS (SELECT one.visitor, min(h.ts) AS t2 FROM one JOIN hits h ON h.visitor=one.visitor AND h.ts > one.t1 WHERE ${all.replaceAll('ts ', 'h.ts ')} AND h.name='add_to_cart' GROUP BY one.visitor),
    three AS (SELECT two.visitor FROM two JOIN hits h ON h.visitor=two.visitor AND h.ts > two.t2 WHERE ${all.replaceAll('ts ', 'h.ts ')} AND h.name='purchase' GROUP BY two.visitor)
    SELECT (SELECT count(*) FROM one), (SELECT count(*) FROM two), (SELECT count(*) FROM three)`,
};
const defined = {
  ...timed,
  // A day counts the visitors whose visit was last active in it.
  visitors_by_day: `${visits(all)}, one AS (SELECT visitor, max(ts) AS b FROM numbered GROUP BY visitor, visit) SELECT strftime(date_trunc('day', b), '%Y-%m-%d') AS slot, count(DISTINCT visitor) FROM one GROUP BY slot ORDER BY slot`,
  // Bounces: one page view and no custom event; their duration is 0. Durations are whole seconds.
  visits: `${visits(all)}, one AS (SELECT count(*) = 1 AND count(*) FILTER (name='pageview') = 1 AS bounced, (epoch_ms(max(ts)) - epoch_ms(min(ts))) // 1000 AS seconds FROM numbered GROUP BY visitor, visit)
    SELECT count(*), round(100.0 * count(*) FILTER (bounced) / count(*)), round(sum(CASE WHEN bounced THEN 0 ELSE seconds END) / count(*)) FROM one`,
  // A visit's source and country are those of its first hit.
  filtered_by_source: `${visits(all)}, firsts AS (SELECT visitor, visit, arg_min(country, ts) AS country, arg_min(coalesce(${raw}, ''), ts) AS raw FROM numbered GROUP BY visitor, visit)
    SELECT CASE WHEN f.raw='' THEN 'Direct / None' ELSE coalesce(k.display, regexp_replace(f.raw, '^www\\.', '')) END AS source, count(*) AS pageviews, count(DISTINCT n.visitor)
    FROM numbered n JOIN firsts f ON n.visitor = f.visitor AND n.visit = f.visit LEFT JOIN (VALUES ${known}) k(host, display) ON f.raw = k.host
    WHERE f.country='DE' AND ${product} GROUP BY 1 ORDER BY pageviews DESC, 1`,
};

const plain = rows => rows.map(row => row.map(value => typeof value === 'bigint' ? Number(value) : value));
const c = await open(true);
const answer = {};
for (const name of Object.keys(timed)) {
  const ms = [], cpuMs = [];
  for (let i = 0; i <= reps; i++) {
    const t = performance.now(), used = process.cpuUsage();
    await (await c.runAndReadAll(timed[name])).getRows();
    const more = process.cpuUsage(used);
    ms.push(performance.now() - t);
    cpuMs.push((more.user + more.system) / 1000);
  }
  answer[name] = { first_ms: ms[0], ms: ms.slice(1), cpuMs: cpuMs.slice(1), rows: plain(await (await c.runAndReadAll(defined[name])).getRows()) };
}
c.closeSync();
console.log(JSON.stringify(answer));
