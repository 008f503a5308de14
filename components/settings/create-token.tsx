'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { requestJson } from '#components/api/request-json.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { CreatedApiToken } from '#lib/auth/create-api-token.ts'
import type { Role } from '#lib/core/permissions.ts'
import { CreatedToken } from './created-token.tsx'
import { FailureBanner } from './failure-banner.tsx'
import { TokenForm } from './token-form.tsx'
import { emptyTokenForm, toCreateApiTokenInput } from './token-form-values.ts'
import { useChange } from './use-change.ts'

const formId = 'create-token'

/** Asks what the token is for, creates it, and shows it once. */
export function CreateToken({ roles }: { readonly roles: readonly Role[] }) {
  const t = useTranslations('settings')
  const [isOpen, setIsOpen] = useState(false)
  const [values, setValues] = useState(emptyTokenForm)
  const [created, setCreated] = useState<CreatedApiToken | null>(null)
  const change = useChange()
  const open = () => {
    setValues(emptyTokenForm)
    setCreated(null)
    change.clear()
    setIsOpen(true)
  }
  const close = () => {
    setIsOpen(false)
    // The token must not stay in the page longer than it is shown.
    setCreated(null)
  }
  const create = () =>
    change.run(async () => {
      const body = toCreateApiTokenInput(values)
      setCreated(await requestJson<CreatedApiToken>('/api/v1/tokens', { method: 'POST', body }))
    })
  const footer = (
    <>
      <Button onClick={close}>{t('cancel')}</Button>
      <Button variant="primary" type="submit" form={formId} pending={change.isPending}>
        {t('tokens.create')}
      </Button>
    </>
  )
  return (
    <>
      <Button variant="primary" onClick={open}>
        {t('tokens.create')}
      </Button>
      {created ? (
        <CreatedToken created={created} onClose={close} />
      ) : (
        <Dialog open={isOpen} onClose={close} title={t('tokens.create')} footer={footer}>
          <div className="grid gap-4">
            <FailureBanner failure={change.failure} />
            <TokenForm
              id={formId}
              roles={roles}
              values={values}
              onChange={setValues}
              onSubmit={create}
            />
          </div>
        </Dialog>
      )}
    </>
  )
}
