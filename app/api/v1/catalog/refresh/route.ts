import { refreshCatalog } from '#lib/catalog/index.ts'
import { RefreshCatalogInput, refreshCatalogResult } from '#lib/catalog/schemas.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const POST = defineRoute({
  summary: 'Have the catalog read again, whole or only the source of one system',
  body: RefreshCatalogInput,
  response: refreshCatalogResult,
  status: 202,
  handler: async (ctx, { body }) => Response.json(await refreshCatalog(ctx, body), { status: 202 }),
})
