import { toStageLink } from '../measure.ts'
import { type Check, no, unknown, yes } from './check.ts'

/** Whether staging and production run on the same kind of platform; `stage` names the one to compare with. */
export const sameHosting: Check = {
  name: 'same-hosting',
  parameters: ['stage'],
  async read({ reader, parameters }) {
    const { subject } = reader
    const { stages } = await reader.system()
    const own = stages.find(({ slug }) => slug === subject.stageSlug)
    if (!own?.hosting) return unknown('hosting_unknown', { stage: subject.stageSlug })
    const others = stages.filter(({ slug, risk }) =>
      parameters.stage === undefined
        ? slug !== subject.stageSlug && risk !== 'development'
        : slug === parameters.stage,
    )
    if (others.length === 0) return unknown('no_other_stage', { stage: parameters.stage ?? null })
    const seen = {
      source: 'catalog',
      link: `/systems/${subject.systemSlug}`,
      observedAt: reader.now.toISOString(),
    }
    const untold = others.find(({ hosting }) => hosting === null)
    if (untold) return unknown('hosting_unknown', { stage: untold.slug }, seen)
    const other = others.find(({ hosting }) => hosting !== own.hosting)
    if (!other) return yes({ ...seen, value: own.hosting })
    const params = { own: own.hosting, stage: other.slug, other: other.hosting }
    return no('hosting_differs', seen, params)
  },
}

/** Whether every setting the catalog asks for, or each of `names`, exists on the stage. */
export const settingsPresent: Check = {
  name: 'settings-present',
  parameters: ['names'],
  async read({ reader, parameters }) {
    const { settings, sources } = await reader.configuration()
    const names =
      parameters.names?.split(',').filter(Boolean) ??
      settings.filter(({ requiredBy }) => requiredBy !== null).map(({ name }) => name)
    if (names.length === 0) return unknown('no_rule')
    const seen = {
      source: 'settings',
      link: toStageLink(reader.subject, '/configuration'),
      observedAt: sources.flatMap(({ observedAt }) => observedAt ?? []).toSorted()[0] ?? null,
    }
    const presenceOf = (name: string) =>
      settings.find((setting) => setting.name === name)?.presence ?? 'unknown'
    const absent = names.filter((name) => presenceOf(name) === 'absent')
    if (absent.length > 0) return no('settings_missing', seen, { names: absent.join(', ') })
    const unread = names.filter((name) => presenceOf(name) === 'unknown')
    if (unread.length > 0) return unknown('settings_unread', { names: unread.join(', ') }, seen)
    return yes({ ...seen, value: String(names.length) })
  },
}

/** Whether no setting that must differ between stages has the same value on the stage compared with. */
export const settingsDiffer: Check = {
  name: 'settings-differ',
  parameters: [],
  async read({ reader }) {
    const { settings, comparedWith, sources } = await reader.configuration()
    if (comparedWith === null) return unknown('no_other_stage')
    const seen = {
      source: 'settings',
      link: toStageLink(reader.subject, '/configuration'),
      observedAt: sources.flatMap(({ observedAt }) => observedAt ?? []).toSorted()[0] ?? null,
    }
    if (seen.observedAt === null) return unknown('settings_unread')
    const same = settings.filter(({ findings }) => findings.includes('same_as_other_stage'))
    if (same.length === 0) return yes({ ...seen, value: comparedWith })
    const params = { names: same.map(({ name }) => name).join(', '), stage: comparedWith }
    return no('settings_same', seen, params)
  },
}
