import { stringify } from 'yaml'
import type { Catalog } from './types.ts'

type KnownSystem = Pick<
  Catalog,
  'slug' | 'name' | 'description' | 'repository' | 'links' | 'components'
> & { readonly team: { readonly slug: string } }

/**
 * A `leitstand.yaml` for a system that is only known by other means, with its real names filled in. Sound as it
 * stands; the values only its team knows (addresses, workflow file) are the usual ones, to be corrected.
 */
export function toStarterYaml(catalog: KnownSystem): string {
  const components = catalog.components.map(({ slug, name, kind }) => ({ slug, name, kind }))
  const [first = { slug: 'api', name: 'API', kind: 'api' }, ...others] = components
  const address = `https://${catalog.slug}.example.com`
  return stringify({
    apiVersion: 'leitstand/v1',
    system: catalog.slug,
    name: catalog.name,
    ...(catalog.description ? { description: catalog.description } : {}),
    team: catalog.team.slug,
    ...(catalog.repository ? { repository: catalog.repository } : {}),
    ...(catalog.links.length > 0 ? { links: catalog.links } : {}),
    components: [first, ...others],
    stages: [
      {
        slug: 'production',
        name: 'Production',
        risk: 'production',
        url: address,
        hosting: { kind: 'single-host', target: { host: `${catalog.slug}.example.com` } },
        deploy: { workflow: 'deploy.yml', inputs: { stage: 'production' } },
        probes: [
          {
            slug: `${first.slug}-health`,
            component: first.slug,
            kind: 'http',
            url: `${address}/health`,
            version: { path: '$.version', commitPath: '$.commit' },
          },
        ],
      },
    ],
  })
}
