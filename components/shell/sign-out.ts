import { requestJson } from '#components/api/request-json.ts'

/** Ends this browser's session and leaves; the page is loaded anew so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  const { csrfToken } = await requestJson<{ csrfToken: string }>('/api/auth/csrf')
  await requestJson('/api/auth/signout', { method: 'POST', body: { csrfToken, json: true } })
  window.location.assign('/sign-in')
}
