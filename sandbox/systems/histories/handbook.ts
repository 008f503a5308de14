import { commit, type RepositoryHistory, write } from '../history.ts'

export const handbookHistory: RepositoryHistory = {
  name: 'handbook',
  description: 'How we work; described by Backstage descriptors, not deployed from here',
  commits: [
    commit('lena', 24 * 90, 'Collect how we work'),
    commit('ada', 24 * 33, 'Describe the handbook for the catalog', {
      edits: [
        write(
          'docs/catalog.md',
          '# Catalog\n\nThe descriptors of this repository live in `catalog-info.yaml`.\n',
        ),
      ],
    }),
  ],
}
