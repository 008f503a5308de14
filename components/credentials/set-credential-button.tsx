'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { FailureBanner } from '#components/settings/failure-banner.tsx'
import { useChange } from '#components/settings/use-change.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { CredentialAddress, CredentialPlatform } from '#lib/credentials/schemas.ts'
import type { BlankChoice, CredentialFault } from '#lib/credentials/vocabulary.ts'
import { BlanksQuestion } from './blanks-question.tsx'
import type { CredentialFormValues } from './credential-fields.ts'
import { CredentialForm } from './credential-form.tsx'
import { type Objection, storeCredential } from './store-credential.ts'

interface SetCredentialButtonProps {
  readonly label: string
  /** Read out instead of the label where several buttons share it. */
  readonly description?: string
  readonly variant?: 'primary' | 'secondary'
  /** The account it is for; without one it is picked among the platforms. */
  readonly address?: CredentialAddress
  readonly platforms?: readonly CredentialPlatform[]
}

/** Asks for a credential and stores it; what was typed is gone from the page as soon as the dialog closes. */
export function SetCredentialButton(props: SetCredentialButtonProps) {
  const { label, description, variant = 'secondary', address, platforms = [] } = props
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        size={variant === 'primary' ? 'md' : 'sm'}
        variant={variant}
        aria-label={description}
        onClick={() => setIsOpen(true)}
      >
        {label}
      </Button>
      {isOpen && (
        <CredentialDialog
          address={address ?? { platform: platforms[0] ?? 'aws', account: 'default' }}
          platforms={address ? [] : platforms}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  )
}

interface CredentialDialogProps {
  readonly address: CredentialAddress
  readonly platforms: readonly CredentialPlatform[]
  readonly onClose: () => void
}

function CredentialDialog({ address, platforms, onClose }: CredentialDialogProps) {
  const t = useTranslations('credentials')
  const id = useId()
  const form = useCredentialForm(address, onClose)
  const title =
    platforms.length > 0
      ? t('add')
      : t('form.title', { name: t(`platforms.${address.platform}`), account: address.account })
  const footer = (
    <>
      <Button onClick={onClose}>{t('form.cancel')}</Button>
      <Button variant="primary" type="submit" form={id} pending={form.isPending}>
        {t('form.store')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={title} description={t('form.hint')} footer={footer}>
      <div className="grid gap-4">
        <FailureBanner failure={form.failure} />
        {form.blanks && (
          <BlanksQuestion fields={form.blanks} isPending={form.isPending} onAnswer={form.store} />
        )}
        <CredentialForm
          id={id}
          platforms={platforms}
          values={form.values}
          faults={form.faults}
          onChange={form.setValues}
          onSubmit={() => form.store()}
        />
      </div>
    </Dialog>
  )
}

function useCredentialForm(address: CredentialAddress, onStored: () => void) {
  const [values, setValues] = useState<CredentialFormValues>({
    ...address,
    hasOwnIdentity: false,
    texts: {},
  })
  const [objection, setObjection] = useState<Objection | null>(null)
  const { run, ...change } = useChange()
  const faults: readonly CredentialFault[] = objection?.kind === 'faults' ? objection.faults : []
  return {
    ...change,
    values,
    faults,
    blanks: objection?.kind === 'blanks' ? objection.fields : null,
    setValues: (next: CredentialFormValues) => {
      setValues(next)
      setObjection(null)
    },
    store: (blanks?: BlankChoice) =>
      run(async () => {
        const found = await storeCredential(values, blanks)
        setObjection(found)
        if (!found) onStored()
      }),
  }
}
