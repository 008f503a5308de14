export const languages = ['de', 'en'] as const

export type Language = (typeof languages)[number]

const en = {
  title: (name: string) => `When the portal is down: ${name}`,
  intro:
    'Commands to deploy, roll back, read logs and restore without the portal, generated from the catalog. Print it, or keep it where you can reach it. It holds no secrets: sign in to the tools first. Put your own value where REPLACE_ME stands.',
  asOf: 'As of',
  running: 'Runs',
  unknownVersion: 'not known',
  nothing: 'The catalog says too little for this. Add it to leitstand.yaml.',
  parts: {
    look: 'Is it running?',
    deploy: 'Deploy',
    'roll-back': 'Roll back',
    logs: 'Read logs',
    restore: 'Restore',
  },
  answers: 'Does it answer?',
  workflow: 'Run the deploy workflow with the newest commit',
  watch: 'Watch the run',
  workflowBack: (version: string) => `Run the deploy workflow with ${version}`,
  healthy: 'ran without an outage',
  unhealthy: 'had outages',
  unknown: 'health not known',
  units: 'What systemd says of the units',
  containers: 'Which containers run',
  checkout: (version: string) =>
    `Without GitHub Actions: check out ${version} on the host and restart. Build steps in between are those of the deploy workflow.`,
  newest: 'the newest commit',
  unitLog: (component: string) => `Journal of ${component}`,
  containerLog: (component: string) => `Log of the container of ${component}`,
  services: 'What the services run',
  revisions: (component: string) =>
    `Put ${component} on an earlier task definition; the list is newest first`,
  groupLog: (group: string) => `Log group ${group}`,
  environment: 'Health and version of the environment',
  versions: 'Put an earlier version on the environment; the list is newest first',
  bundledLogs: 'Last lines of the instances; the second command needs half a minute',
  app: 'State of the app and its deployments',
  appDeploy: 'Deploy the app from its branch',
  appBack: 'Roll back to an earlier deployment; no deployment is taken until it is confirmed',
  appCommit: 'Confirm the rollback once it is good, so that deployments are taken again',
  appLog: (component: string) => `Log of ${component}`,
  project: 'Deployments of the project',
  projectBack: 'Put an earlier production deployment back',
  projectLog: 'Log of a deployment, with its address from the list',
  hostFiles: (slug: string) =>
    `${slug}: take the newest file on the host. Set TARGET to what the application opens.`,
  hostArchive: (slug: string) => `${slug}: unpack the newest file on the host`,
  snapshot: (slug: string) =>
    `${slug}: restore the newest snapshot into a new instance beside the old one, then point the application at it`,
  bucket: (slug: string) => `${slug}: list the backups, newest last, and fetch one`,
  fork: (slug: string) => `${slug}: restore into a new cluster beside the old one`,
  supabase: (slug: string) =>
    `${slug}: list the backups and restore one; the project stands still meanwhile`,
  reported: (slug: string) =>
    `${slug}: this backup only reports itself. The catalog does not say where it lies.`,
  runbook: (title: string) => `From the repository: ${title}`,
}

export type Texts = typeof en

const de: Texts = {
  title: (name) => `Wenn das Portal nicht erreichbar ist: ${name}`,
  intro:
    'Befehle zum Deployen, Zurückrollen, Logs lesen und Wiederherstellen ohne das Portal, aus dem Katalog erzeugt. Druck sie aus oder leg sie dorthin, wo du sie erreichst. Geheimnisse stehen nicht darin: Melde dich vorher bei den Werkzeugen an. Wo REPLACE_ME steht, setz deinen Wert ein.',
  asOf: 'Stand',
  running: 'Es läuft',
  unknownVersion: 'nicht bekannt',
  nothing: 'Dafür sagt der Katalog zu wenig. Ergänze es in leitstand.yaml.',
  parts: {
    look: 'Läuft es?',
    deploy: 'Deployen',
    'roll-back': 'Zurückrollen',
    logs: 'Logs lesen',
    restore: 'Wiederherstellen',
  },
  answers: 'Antwortet es?',
  workflow: 'Den Deploy-Workflow mit dem neuesten Commit starten',
  watch: 'Den Lauf verfolgen',
  workflowBack: (version) => `Den Deploy-Workflow mit ${version} starten`,
  healthy: 'lief ohne Ausfall',
  unhealthy: 'hatte Ausfälle',
  unknown: 'Zustand nicht bekannt',
  units: 'Was systemd über die Units sagt',
  containers: 'Welche Container laufen',
  checkout: (version) =>
    `Ohne GitHub Actions: ${version} auf dem Host auschecken und neu starten. Die Build-Schritte dazwischen sind die des Deploy-Workflows.`,
  newest: 'den neuesten Commit',
  unitLog: (component) => `Journal von ${component}`,
  containerLog: (component) => `Log des Containers von ${component}`,
  services: 'Was die Services fahren',
  revisions: (component) =>
    `${component} auf eine frühere Task-Definition setzen; die Liste beginnt mit der neuesten`,
  groupLog: (group) => `Log-Gruppe ${group}`,
  environment: 'Zustand und Version der Umgebung',
  versions: 'Eine frühere Version auf die Umgebung setzen; die Liste beginnt mit der neuesten',
  bundledLogs: 'Letzte Zeilen der Instanzen; der zweite Befehl braucht eine halbe Minute',
  app: 'Zustand der App und ihre Deployments',
  appDeploy: 'Die App von ihrem Branch deployen',
  appBack:
    'Auf ein früheres Deployment zurückrollen; bis zur Bestätigung nimmt die App keine Deployments an',
  appCommit: 'Den Rollback bestätigen, sobald er gut ist, damit wieder deployt werden kann',
  appLog: (component) => `Log von ${component}`,
  project: 'Deployments des Projekts',
  projectBack: 'Ein früheres Produktions-Deployment zurückholen',
  projectLog: 'Log eines Deployments, mit seiner Adresse aus der Liste',
  hostFiles: (slug) =>
    `${slug}: die neueste Datei auf dem Host nehmen. Setz TARGET auf das, was die Anwendung öffnet.`,
  hostArchive: (slug) => `${slug}: die neueste Datei auf dem Host auspacken`,
  snapshot: (slug) =>
    `${slug}: den neuesten Snapshot in eine neue Instanz neben der alten wiederherstellen, dann die Anwendung umstellen`,
  bucket: (slug) => `${slug}: die Backups auflisten, das neueste zuletzt, und eines holen`,
  fork: (slug) => `${slug}: in einen neuen Cluster neben dem alten wiederherstellen`,
  supabase: (slug) =>
    `${slug}: die Backups auflisten und eines wiederherstellen; das Projekt steht so lange still`,
  reported: (slug) =>
    `${slug}: Dieses Backup meldet sich nur. Wo es liegt, sagt der Katalog nicht.`,
  runbook: (title) => `Aus dem Repository: ${title}`,
}

export const texts: Readonly<Record<Language, Texts>> = { de, en }
