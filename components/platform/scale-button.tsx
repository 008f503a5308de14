'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiError, requestJson } from '#components/api/request-json.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { PlatformProblem } from './platform-problem.tsx'

interface ScaleButtonProps {
  readonly system: string
  readonly stage: string
  readonly component: string
  /** As many as the platform is asked for now. */
  readonly desired: number
}

/** Changes how many instances of a component run; the count that is shown must still be the platform's. */
export function ScaleButton({ system, stage, component, desired }: ScaleButtonProps) {
  const t = useTranslations('platform.scale')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [count, setCount] = useState(String(desired))
  const to = Number(count)
  const scale = useMutation({
    mutationFn: () =>
      requestJson<unknown>(
        `/api/v1/systems/${system}/stages/${stage}/components/${component}/instances`,
        { method: 'PUT', body: { from: desired, to } },
      ),
    onSuccess: () => {
      setOpen(false)
      router.refresh()
    },
  })
  const canSend = /^\d{1,5}$/.test(count) && to !== desired
  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          setCount(String(desired))
          scale.reset()
          setOpen(true)
        }}
      >
        {t('button')}
      </Button>
      {open && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          title={t('title', { component, stage })}
          description={t('intro')}
          footer={
            <Button
              variant="primary"
              disabled={!canSend}
              pending={scale.isPending}
              onClick={() => canSend && scale.mutate()}
            >
              {t('submit', { count: canSend ? to : desired })}
            </Button>
          }
        >
          <div className="grid gap-4">
            <PlatformProblem
              error={scale.error}
              otherwise={(error) => <Banner tone="bad" title={toText(error, t)} />}
            />
            <Field label={t('count')} hint={t('hint', { desired })}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  inputMode="numeric"
                  min={0}
                  value={count}
                  onChange={(event) => setCount(event.target.value)}
                />
              )}
            </Field>
          </div>
        </Dialog>
      )}
    </>
  )
}

function toText(error: Error, t: ReturnType<typeof useTranslations<'platform.scale'>>): string {
  if (!(error instanceof ApiError)) return error.message
  const { minimum, maximum } = error.details
  const isOutside = error.reason === 'instances_out_of_bounds'
  if (!isOutside || typeof minimum !== 'number' || typeof maximum !== 'number') return error.message
  return t('outOfBounds', { minimum, maximum })
}
