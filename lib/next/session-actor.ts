import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { authenticateRequest } from '#lib/auth/index.ts'
import type { Actor } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'

/** The reader of a page, once per request; null when nobody is signed in. */
export const findSessionActor = cache(async (): Promise<Actor | null> => {
  const incoming = new Headers(await headers())
  return authenticateRequest(new Request(getEnv().NEXTAUTH_URL, { headers: incoming }))
})
