/** A complete catalog file; tests change one thing in it and look at what is said. */
export const SAMPLE = `apiVersion: leitstand/v1
system: shop
name: Shop
description: Sells things
team: store
teamName: Store team
repository: acme/shop
links:
  - title: Runbook
    url: https://example.com/runbook
components:
  - slug: api
    name: API
    kind: api
  - slug: worker
    kind: worker
stages:
  - slug: staging
    risk: staging
    url: https://staging.example.com
    region: eu
    hosting:
      kind: single-host
      target:
        host: staging.example.com
        user: deploy
        services:
          api: { systemd: shop-api.service }
          worker: { container: shop-worker }
        dataPaths: [/var/lib/shop]
    deploy:
      workflow: deploy.yml
      ref: refs/heads/main
      inputs:
        stage: staging
      verifyWithin: 3m
    probes:
      - slug: api-health
        component: api
        kind: http
        url: https://staging.example.com/health
        interval: 30s
        timeout: 5s
        expect:
          maxDurationMs: 1500
          json:
            - { path: $.status, equals: ok }
          certificateDaysLeft: 14
        version: { path: $.version, commitPath: $.commit }
      - { slug: queue, component: worker, kind: heartbeat, period: 1m, grace: 30s }
    expectations:
      loadTimeMs: 1500
      settings: [DATABASE_URL]
`

/** The sample with one line replaced; fails loudly when the line is not there. */
export function sampleWith(line: string, replacement: string): string {
  if (!SAMPLE.includes(line)) throw new Error(`The sample has no "${line}"`)
  return SAMPLE.replace(line, replacement)
}
