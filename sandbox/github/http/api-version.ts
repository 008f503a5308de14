import type { IncomingHttpHeaders } from 'node:http'
import { GitHubFailure } from './failure.ts'

const defaultVersion = '2022-11-28'
/** Since this version a dispatch always answers with the run. */
export const runDetailsVersion = '2026-03-10'

// https://docs.github.com/rest/about-the-rest-api/api-versions
export function getApiVersion(headers: IncomingHttpHeaders, enterpriseServer: boolean): string {
  const wanted = headers['x-github-api-version']
  if (wanted === undefined) return defaultVersion
  const supported = enterpriseServer ? [defaultVersion] : [defaultVersion, runDetailsVersion]
  if (typeof wanted === 'string' && supported.includes(wanted)) return wanted
  throw new GitHubFailure(410, `"${wanted}" is not a supported version of the REST API.`)
}
