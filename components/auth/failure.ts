const failures = [
  'too_many_sign_ins',
  'database_unavailable',
  'OAuthSignin',
  'OAuthCallback',
  'Callback',
  'OAuthAccountNotLinked',
  'Configuration',
] as const

export type SignInFailure = (typeof failures)[number] | 'other'

/** Why a sign-in failed, as the texts name it; everything unknown reads as `other`. */
export function toSignInFailure(code: string): SignInFailure {
  return failures.find((known) => known === code) ?? 'other'
}
