'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { createDecision } from './commands.ts'
import { Problem } from './problem.tsx'
import { decisionHref } from './queries.ts'
import { TextField } from './record/cell-dialog.tsx'

interface NewRecordFormProps {
  readonly systems: readonly { readonly slug: string; readonly name: string }[]
  readonly isEverywhere: boolean
  readonly firstLanguage: 'de' | 'en'
}

const toLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 20)

/** Title, system, language and options; a template makes the text of it, and the editor opens. */
export function NewRecordForm({ systems, isEverywhere, firstLanguage }: NewRecordFormProps) {
  const t = useTranslations('decisions.create')
  const words = useTranslations('decisions')
  const router = useRouter()
  const [draft, setDraft] = useState({
    title: '',
    system: isEverywhere ? '' : (systems[0]?.slug ?? ''),
    language: firstLanguage,
    context: '',
    options: '',
  })
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const create = useMutation({
    mutationFn: () =>
      createDecision({
        title: draft.title.trim(),
        language: draft.language,
        options: toLines(draft.options),
        ...(draft.system ? { system: draft.system } : {}),
        ...(draft.context.trim() ? { context: draft.context.trim() } : {}),
      }),
    onSuccess: ({ id }) => router.push(`${decisionHref(id)}/edit`),
  })
  return (
    <form
      className="grid max-w-2xl gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (draft.title.trim().length >= 3 && !create.isPending) create.mutate()
      }}
    >
      <PageHeader
        path={
          <Link href="/decisions" className="hover:underline">
            {words('title')}
          </Link>
        }
        title={t('title')}
      />
      <TextField
        label={t('recordTitle')}
        hint={t('recordTitleHint')}
        text={draft.title}
        onText={(title) => set({ title })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('system')} hint={t('systemHint')}>
          {(control) => (
            <Select
              {...control}
              value={draft.system}
              options={[
                ...(isEverywhere ? [{ value: '', label: t('noSystem') }] : []),
                ...systems.map(({ slug, name }) => ({ value: slug, label: name })),
              ]}
              onChange={(event) => set({ system: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('language')} hint={t('languageHint')}>
          {(control) => (
            <Select
              {...control}
              value={draft.language}
              options={[
                { value: 'de', label: 'Deutsch' },
                { value: 'en', label: 'English' },
              ]}
              onChange={(event) => set({ language: event.target.value === 'en' ? 'en' : 'de' })}
            />
          )}
        </Field>
      </div>
      <Field label={t('context')} hint={t('contextHint')} showOptional>
        {(control) => (
          <Textarea
            {...control}
            maxLength={20_000}
            value={draft.context}
            onChange={(event) => set({ context: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('options')} hint={t('optionsHint')} showOptional>
        {(control) => (
          <Textarea
            {...control}
            maxLength={6_000}
            value={draft.options}
            onChange={(event) => set({ options: event.target.value })}
          />
        )}
      </Field>
      <Problem error={create.error} />
      <Button
        type="submit"
        variant="primary"
        className="justify-self-start"
        disabled={draft.title.trim().length < 3}
        pending={create.isPending}
      >
        {t('submit')}
      </Button>
    </form>
  )
}
