import {
  CredentialAddress,
  deleteCredential,
  SetCredentialInput,
  setCredential,
  storedCredentialSchema,
} from '#lib/credentials/index.ts'
import { defineRoute } from '#lib/next/define-route.ts'

export const PUT = defineRoute({
  summary: 'Store or replace a credential; nothing ever gives it back',
  params: CredentialAddress,
  body: SetCredentialInput,
  response: storedCredentialSchema,
  handler: (ctx, { params, body }) => setCredential(ctx, params, body),
})

export const DELETE = defineRoute({
  summary: 'Forget a credential; refused while a stage uses it',
  params: CredentialAddress,
  status: 204,
  handler: async (ctx, { params }) => {
    await deleteCredential(ctx, params)
    return new Response(null, { status: 204 })
  },
})
