import { describe, expect, it } from 'vitest'
import { parseBackstage } from '#lib/catalog/parse-backstage.ts'
import { parseCatalog } from '#lib/catalog/parse-catalog.ts'
import { toProblemLine } from '#lib/catalog/problems.ts'
import { toStarterYaml } from '#lib/catalog/to-starter-yaml.ts'

const ENTITIES = `apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: Order_Desk
  title: Order desk
  description: Takes orders
  links:
    - { url: https://wiki.example.com/orders, title: Handbook, icon: book }
    - { url: "javascript:alert(1)", title: Trap }
spec:
  owner: group:default/Team_Orders
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: orders-api
  annotations:
    github.com/project-slug: acme/orders
spec: { type: service, lifecycle: production, owner: team-orders, system: Order_Desk }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orders-types }
spec: { type: library, lifecycle: production, owner: team-orders, system: Order_Desk }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orders-ml }
spec: { type: ml-model, lifecycle: production, owner: team-orders, system: Order_Desk }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: team-orders }
spec: { type: team, profile: { displayName: Team Orders }, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: more }
spec: { targets: [./other.yaml] }
`

describe('catalog-info.yaml', () => {
  it('becomes a system with its components, owner, links and repository', () => {
    const { catalogs, problems } = parseBackstage({ file: 'catalog-info.yaml', text: ENTITIES })
    expect(problems).toEqual([])
    expect(catalogs).toMatchObject([
      {
        format: 'backstage',
        slug: 'order-desk',
        name: 'Order desk',
        description: 'Takes orders',
        team: { slug: 'team-orders', name: 'Team Orders' },
        repository: 'acme/orders',
        links: [{ title: 'Handbook', url: 'https://wiki.example.com/orders' }],
        components: [{ slug: 'orders-api', name: 'orders-api', kind: 'api' }],
        stages: [],
      },
    ])
  })

  it('says what the system lacks to be deployed, without inventing a stage from the lifecycle', () => {
    const [catalog] = parseBackstage({ file: 'catalog-info.yaml', text: ENTITIES }).catalogs
    expect(catalog?.missing).toEqual([
      { piece: 'component_kind', stage: null, component: 'orders-ml' },
      { piece: 'stages', stage: null, component: null },
      { piece: 'workflow', stage: null, component: null },
      { piece: 'health_checks', stage: null, component: null },
    ])
  })

  it('takes a component without a system as a system, and the repository it was read from', () => {
    const text = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: lonely }
spec: { type: website, owner: web }`
    const [catalog] = parseBackstage({ file: 'f', text, repository: 'acme/lonely' }).catalogs
    expect(catalog).toMatchObject({
      slug: 'lonely',
      repository: 'acme/lonely',
      team: { slug: 'web' },
    })
  })

  it('never follows a placeholder', () => {
    const text = `apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: trap
  description: { $text: "http://169.254.169.254/latest" }
spec:
  owner: { $json: "./owner.json" }`
    const [catalog] = parseBackstage({ file: 'f', text }).catalogs
    expect(catalog).toMatchObject({ slug: 'trap', description: null })
    expect(catalog?.missing[0]).toMatchObject({ piece: 'team' })
  })

  it('names the place of an entity it cannot understand', () => {
    const text = `${ENTITIES}---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: "not a name"\n`
    const { catalogs, problems } = parseBackstage({ file: 'catalog-info.yaml', text })
    expect(catalogs).toEqual([])
    expect(problems.map(toProblemLine)).toEqual([
      'catalog-info.yaml:44:9: Not a catalog entity: apiVersion, kind and metadata.name are needed',
    ])
  })

  it('says so when nothing in the file runs', () => {
    const text = 'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: more }\n'
    expect(parseBackstage({ file: 'f', text }).problems).toMatchObject([{ code: 'no_system' }])
  })
})

describe('the starter file', () => {
  it('is a sound catalog file that keeps the names of the system', () => {
    const [found] = parseBackstage({ file: 'f', text: ENTITIES }).catalogs
    if (!found) throw new Error('no catalog')
    const { catalog, problems } = parseCatalog({
      file: 'leitstand.yaml',
      text: toStarterYaml(found),
    })
    expect(problems).toBeUndefined()
    expect(catalog).toMatchObject({
      slug: 'order-desk',
      name: 'Order desk',
      repository: 'acme/orders',
    })
    expect(catalog?.missing).toEqual([])
  })

  it('is sound for a system of which nothing but the name is known', () => {
    const text = 'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: bare }\n'
    const [found] = parseBackstage({ file: 'f', text }).catalogs
    if (!found) throw new Error('no catalog')
    expect(
      parseCatalog({ file: 'leitstand.yaml', text: toStarterYaml(found) }).problems,
    ).toBeUndefined()
  })
})
