import { getPortalHealth } from '#lib/operations/index.ts'

export const dynamic = 'force-dynamic'

/** For load balancers and people without a session: says how the portal is, nothing of the systems in it. */
export async function GET(): Promise<Response> {
  const health = await getPortalHealth()
  return Response.json(health, {
    status: health.status === 'down' ? 503 : 200,
    headers: { 'cache-control': 'no-store' },
  })
}
