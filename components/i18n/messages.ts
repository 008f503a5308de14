import activityDe from '#components/activity/messages.de.json'
import activityEn from '#components/activity/messages.en.json'
import authDe from '#components/auth/messages.de.json'
import authEn from '#components/auth/messages.en.json'
import backupsDe from '#components/backups/messages.de.json'
import backupsEn from '#components/backups/messages.en.json'
import boardDe from '#components/board/messages.de.json'
import boardEn from '#components/board/messages.en.json'
import checklistsDe from '#components/checklists/messages.de.json'
import checklistsEn from '#components/checklists/messages.en.json'
import configurationDe from '#components/configuration/messages.de.json'
import configurationEn from '#components/configuration/messages.en.json'
import credentialsDe from '#components/credentials/messages.de.json'
import credentialsEn from '#components/credentials/messages.en.json'
import decisionsDe from '#components/decisions/messages.de.json'
import decisionsEn from '#components/decisions/messages.en.json'
import deploymentsDe from '#components/deployments/messages.de.json'
import deploymentsEn from '#components/deployments/messages.en.json'
import healthDe from '#components/health/messages.de.json'
import healthEn from '#components/health/messages.en.json'
import liveDe from '#components/live/messages.de.json'
import liveEn from '#components/live/messages.en.json'
import logsDe from '#components/logs/messages.de.json'
import logsEn from '#components/logs/messages.en.json'
import markdownDe from '#components/markdown/messages.de.json'
import markdownEn from '#components/markdown/messages.en.json'
import platformDe from '#components/platform/messages.de.json'
import platformEn from '#components/platform/messages.en.json'
import runbooksDe from '#components/runbooks/messages.de.json'
import runbooksEn from '#components/runbooks/messages.en.json'
import settingsDe from '#components/settings/messages.de.json'
import settingsEn from '#components/settings/messages.en.json'
import shellDe from '#components/shell/messages.de.json'
import shellEn from '#components/shell/messages.en.json'
import spikesDe from '#components/spikes/messages.de.json'
import spikesEn from '#components/spikes/messages.en.json'
import systemsDe from '#components/systems/messages.de.json'
import systemsEn from '#components/systems/messages.en.json'
import uiDe from '#components/ui/messages.de.json'
import uiEn from '#components/ui/messages.en.json'
import statusDe from '#components/ui/status.de.json'
import statusEn from '#components/ui/status.en.json'
import type { Locale } from './locales.ts'

const de = {
  auth: authDe,
  activity: activityDe,
  settings: settingsDe,
  backups: backupsDe,
  board: boardDe,
  checklists: checklistsDe,
  credentials: credentialsDe,
  configuration: configurationDe,
  decisions: decisionsDe,
  deployments: deploymentsDe,
  health: healthDe,
  live: liveDe,
  markdown: markdownDe,
  platform: platformDe,
  logs: logsDe,
  runbooks: runbooksDe,
  shell: shellDe,
  spikes: spikesDe,
  status: statusDe,
  systems: systemsDe,
  ui: uiDe,
}

/** All texts: one namespace per domain, the German file being the measure of what the other must have. */
export type Messages = typeof de

export type Namespace = keyof Messages

const en: Messages = {
  auth: authEn,
  activity: activityEn,
  settings: settingsEn,
  backups: backupsEn,
  board: boardEn,
  checklists: checklistsEn,
  credentials: credentialsEn,
  configuration: configurationEn,
  decisions: decisionsEn,
  deployments: deploymentsEn,
  health: healthEn,
  live: liveEn,
  markdown: markdownEn,
  platform: platformEn,
  logs: logsEn,
  runbooks: runbooksEn,
  shell: shellEn,
  spikes: spikesEn,
  status: statusEn,
  systems: systemsEn,
  ui: uiEn,
}

export const messages = { de, 'en-GB': en } as const satisfies Record<Locale, Messages>

declare module 'next-intl' {
  interface AppConfig {
    Messages: Messages
    Locale: Locale
  }
}
