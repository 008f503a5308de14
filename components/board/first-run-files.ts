/** What a newcomer copies into the settings. */
export const settings = 'CATALOG_SOURCES="folder:/srv/catalog; github:acme/shop; github-org:acme"'

/** What a newcomer copies into a repository; a test reads it as the catalog would. */
export const catalogFile = `apiVersion: leitstand/v1
system: shop
name: Shop
team: web
repository: acme/shop
components:
  - { slug: api, name: API, kind: api }
stages:
  - slug: production
    name: Production
    risk: production
    url: https://shop.example.com
    hosting: { kind: single-host, target: { host: shop.example.com } }
    deploy:
      workflow: deploy.yml
      ref: main
      commitInput: commit
      correlationInput: portal_run_id
    probes:
      - slug: api-health
        component: api
        kind: http
        url: https://shop.example.com/health
        interval: 30s
        version: { path: $.version, commitPath: $.commit }
`
