import { gzipSync } from 'node:zlib'

const patienceMs = 20_000
const chunk = /\/_next\/static\/[\w./~-]+?\.js/g
const oldBrowsersOnly = /<script\b[^>]*\bnomodule\b[^>]*>/gi

/** JavaScript that a browser loads with a page, compressed, in kB (1,000 bytes). */
export async function readFirstLoadKb(pageUrl: string, cookie: string): Promise<number> {
  const html = await readText(pageUrl, { cookie })
  const sizes = await Promise.all(
    listScripts(html).map(
      async (path) => gzipSync(await readText(new URL(path, pageUrl).href)).length,
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000
}

/** Scripts the page names in tags or in the data from which the browser renders it; those for old browsers do not count. */
function listScripts(html: string): readonly string[] {
  const paths = html.replaceAll(oldBrowsersOnly, '').match(chunk) ?? []
  if (paths.length === 0) throw new Error('The page names no script at all.')
  return [...new Set(paths)]
}

async function readText(url: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(patienceMs) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`)
  return answer.text()
}
