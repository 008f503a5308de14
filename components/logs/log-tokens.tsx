'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { CreatedLogToken, LogTokenDto } from '#lib/logs/types.ts'
import { toPushSnippets } from './push-snippets.ts'
import { createLogToken, logTokensQuery, revokeLogToken, type StageKey } from './queries.ts'

interface LogTokensProps {
  readonly stage: StageKey
  readonly origin: string
  readonly components: readonly string[]
}

/** Rights to push lines of this stage: made here, shown once, revoked here. */
export function LogTokens({ stage, origin, components }: LogTokensProps) {
  const t = useTranslations('logs.tokens')
  const client = useQueryClient()
  const { queryKey, ...query } = logTokensQuery(stage)
  const { data, error, refetch } = useQuery({ queryKey, ...query })
  const [name, setName] = useState('')
  const [created, setCreated] = useState<CreatedLogToken | null>(null)
  const change = { onSettled: () => client.invalidateQueries({ queryKey }) }
  const create = useMutation({
    ...change,
    mutationFn: () => createLogToken(stage, name),
    onSuccess: (token) => {
      setCreated(token)
      setName('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p className="max-w-prose text-muted">{t('body')}</p>
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
          <Field label={t('name')} error={create.error?.message} required>
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" pending={create.isPending}>
            {t('create')}
          </Button>
        </form>
        {error && <ErrorState title={error.message} onRetry={() => refetch()} />}
        {!data && !error && <Skeleton className="h-10" />}
        {data?.items.length === 0 && <p className="text-muted">{t('none')}</p>}
        <ul className="grid gap-1">
          {data?.items.map((token) => (
            <Token key={token.id} stage={stage} token={token} onChanged={change.onSettled} />
          ))}
        </ul>
      </div>
      {created && (
        <Created
          {...{ stage, origin, created }}
          component={components[0] ?? stage.system}
          onClose={() => setCreated(null)}
        />
      )}
    </Card>
  )
}

interface TokenProps {
  readonly stage: StageKey
  readonly token: LogTokenDto
  readonly onChanged: () => void
}

function Token({ stage, token, onChanged }: TokenProps) {
  const t = useTranslations('logs.tokens')
  const revoke = useMutation({
    mutationFn: () => revokeLogToken(stage, token.id),
    onSettled: onChanged,
  })
  const { name, prefix, lastUsedAt, revokedAt } = token
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1 last:border-0">
      <span className="font-medium">{name}</span>
      <code className="text-xs text-muted">{prefix}…</code>
      <span className="grow text-xs text-muted">
        {revokedAt && t('revoked')}
        {!revokedAt && lastUsedAt
          ? t.rich('used', { time: () => <RelativeTime at={lastUsedAt} plain /> })
          : !revokedAt && t('unused')}
      </span>
      {!revokedAt && (
        <Button
          size="sm"
          aria-label={t('revokeNamed', { name })}
          pending={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          {t('revoke')}
        </Button>
      )}
      {revoke.error && (
        <span role="alert" className="basis-full text-xs text-bad">
          {revoke.error.message}
        </span>
      )}
    </li>
  )
}

interface CreatedProps {
  readonly stage: StageKey
  readonly origin: string
  readonly component: string
  readonly created: CreatedLogToken
  readonly onClose: () => void
}

/** The one moment a token can be read, inside what it is needed for. */
function Created({ stage, origin, component, created, onClose }: CreatedProps) {
  const t = useTranslations('logs.tokens')
  const snippets = toPushSnippets({ ...stage, origin, component, token: created.token })
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={t('created', { name: created.name })}
      description={t('createdBody')}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <div className="grid gap-3">
        <CodeBlock title="Token" code={created.token} />
        <CodeBlock title={t('collector')} code={snippets.collector} />
        <CodeBlock title={t('curl')} code={snippets.curl} />
      </div>
    </Dialog>
  )
}
