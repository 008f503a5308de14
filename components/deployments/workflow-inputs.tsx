'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field, type FieldControlProps } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { WorkflowInputView } from '#lib/deployments/types.ts'

export type InputValues = Readonly<Record<string, string>>

interface WorkflowInputsProps {
  readonly inputs: readonly WorkflowInputView[]
  readonly fixed: InputValues
  readonly values: InputValues
  readonly onChange: (values: InputValues) => void
}

/** One typed control per input that the workflow declares; those the catalog sets are shown, not asked. */
export function WorkflowInputs({ inputs, fixed, values, onChange }: WorkflowInputsProps) {
  const t = useTranslations('deployments.deploy')
  const fixedEntries = Object.entries(fixed)
  if (inputs.length === 0 && fixedEntries.length === 0) return null
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">{t('inputs')}</legend>
      {inputs.map((input) => (
        <WorkflowInput
          key={input.name}
          input={input}
          value={values[input.name] ?? ''}
          onChange={(value) => onChange({ ...values, [input.name]: value })}
        />
      ))}
      {fixedEntries.length > 0 && (
        <p className="text-xs text-muted">
          {t('fixed')}:{' '}
          {fixedEntries.map(([name, value]) => (
            <code key={name} className="mr-2">
              {name}={value}
            </code>
          ))}
        </p>
      )}
    </fieldset>
  )
}

interface WorkflowInputProps {
  readonly input: WorkflowInputView
  readonly value: string
  readonly onChange: (value: string) => void
}

function WorkflowInput({ input, value, onChange }: WorkflowInputProps) {
  if (input.type === 'boolean') {
    return (
      <Checkbox
        label={
          <>
            {input.name}
            {input.description && <span className="text-muted"> – {input.description}</span>}
          </>
        }
        checked={value === 'true'}
        onChange={(event) => onChange(String(event.target.checked))}
      />
    )
  }
  return (
    <Field
      label={input.name}
      hint={input.description}
      required={input.required}
      showOptional={!input.required}
    >
      {(control) => (
        <TextControl input={input} value={value} onChange={onChange} control={control} />
      )}
    </Field>
  )
}

interface TextControlProps extends WorkflowInputProps {
  readonly control: FieldControlProps
}

function TextControl({ input, value, onChange, control }: TextControlProps) {
  if (input.type === 'choice') {
    const empty = input.required ? [] : ['']
    return (
      <Select
        {...control}
        value={value}
        options={[...empty, ...input.options].map((item) => ({ value: item, label: item }))}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  }
  return (
    <Input
      {...control}
      type={input.type === 'number' ? 'number' : 'text'}
      value={value}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** What the workflow would use if nobody typed anything. */
export function defaultValues(inputs: readonly WorkflowInputView[]): InputValues {
  return Object.fromEntries(
    inputs.map((input) => [
      input.name,
      input.default ?? (input.type === 'boolean' ? 'false' : firstOption(input)),
    ]),
  )
}

function firstOption(input: WorkflowInputView): string {
  return input.type === 'choice' && input.required ? (input.options[0] ?? '') : ''
}
