import { z } from 'zod'
import type { Installation } from './credentials.ts'
import { mapResult, type Result } from './failure.ts'
import { readPages, requireValue } from './read.ts'
import type { GitHubAnswer, GitHubRequest } from './request.ts'

const installationPage = z.array(
  z
    .object({
      id: z.number().int(),
      account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullable(),
      suspended_at: z.string().nullish(),
    })
    .transform(
      ({ id, account, suspended_at }): Installation => ({
        id,
        account: account?.login ?? account?.slug ?? '',
        isSuspended: Boolean(suspended_at),
      }),
    ),
)

const pageSize = 100

/** Where the App is installed. */
export async function listInstallations(
  readAsApp: <S extends z.ZodType>(
    request: GitHubRequest<S>,
  ) => Promise<Result<GitHubAnswer<z.output<S>>>>,
): Promise<Result<readonly Installation[]>> {
  const pages = await readPages(20, pageSize, async (page) =>
    requireValue(
      await readAsApp({
        route: 'GET /app/installations',
        parameters: { per_page: pageSize, page },
        schema: installationPage,
      }),
    ),
  )
  return mapResult(pages, ({ items }) => items)
}
