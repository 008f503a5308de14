import { requestJson } from '#components/api/request-json.ts'

export interface SignInStart {
  readonly provider: string
  /** Where to return to; only addresses of this portal are followed. */
  readonly callbackUrl: string
}

/** Leaves for the provider's sign-in page. Throws `ApiError` when that is not possible right now. */
export async function startSignIn({ provider, callbackUrl }: SignInStart): Promise<void> {
  const { csrfToken } = await requestJson<{ csrfToken: string }>('/api/auth/csrf')
  const { url } = await requestJson<{ url: string }>(`/api/auth/signin/${provider}`, {
    method: 'POST',
    body: { callbackUrl, csrfToken },
  })
  window.location.assign(url)
}
