import type { Block, Section } from '#lib/markdown/index.ts'
import type { RunbookContent } from '../schemas.ts'
import type { Symptom } from '../words.ts'
import { fold, Keys, toKey, toPlain } from './fold.ts'
import { stripComments } from './items.ts'
import { toText } from './labels.ts'
import { firstWords, type Reading, toItemMarkdown } from './reading.ts'

type Step = RunbookContent['steps'][number]

const notStarting =
  /(?:startet nicht|faehrt nicht hoch|laeuft nicht|kommt nicht hoch|does not start|doesn't start|won't start|not starting|fails to start|is down|ist down|ausgefallen)/
const flow =
  /(?:ablauf|schritte|steps|procedure|anleitung|runbook|prozess|process|flow|durchfuehren|ausfuehren|how to)/
const shell = /^(?:bash|sh|shell|zsh|console|shell-session|powershell)\b/

/** Steps for when something fails, and short ways to deploy or migrate. */
export function readRunbooks(reading: Reading): RunbookContent[] {
  const keys = new Keys()
  return reading.outline.sections.flatMap((section) => {
    const symptom = readSymptom(reading, section)
    if (symptom === null) return []
    const steps = readSteps(reading, section)
    if (steps.length === 0) return []
    reading.take(section, 'runbook')
    const title = toPlain(section.title).replace(/^\d+(?:\.\d+)*[.):]?\s+/, '')
    const runbook: RunbookContent = {
      key: keys.next(symptom === 'deploy' ? 'deploy' : title),
      title,
      component: readComponent(title),
      symptom,
      steps,
      lines: reading.toLines({
        start: section.start,
        end: section.blocks.at(-1)?.end ?? section.body.start,
      }),
    }
    return [runbook]
  })
}

/** What a section helps with; null where it is no runbook. */
function readSymptom(reading: Reading, section: Section): Symptom | null {
  if (section.heading === null) return null
  const words = fold(section.title)
  if (notStarting.test(words)) return 'not-starting'
  const isHelp = reading.meanings[section.index] === 'troubleshooting'
  if (/migrat/.test(words) && (isHelp || flow.test(words))) return 'migration'
  if (/deploy|ausroll|rollout/.test(words) && (isHelp || flow.test(words))) return 'deploy'
  return isHelp ? 'other' : null
}

const component =
  /^(.+?)(?:[- ](?:container|service|dienst|prozess|process|komponente|component|server))?\s+(?:startet|faehrt|laeuft|kommt|does|doesn't|won't|not|fails|is|ist)\b/

/** `API-Container startet nicht` is about `api`. */
function readComponent(title: string): string | null {
  const words = fold(title)
  if (!notStarting.test(words)) return null
  const name = component.exec(words)?.[1]?.replace(/^(?:der|die|das|the)\s+/, '')
  return name ? toKey(name) : null
}

function readSteps(reading: Reading, section: Section): Step[] {
  const keys = new Keys()
  return section.blocks.flatMap((block) => {
    if (block.kind === 'list' && (block.isOrdered || hasOnlyLists(section.blocks))) {
      return block.items.flatMap((item) => {
        const words = toText(firstWords(item))
        if (words === '') return []
        const fences = item.blocks.filter((each) => each.kind === 'fence')
        const commands = fences.flatMap((each) => toCommands(each)).map(({ command }) => command)
        const text = stripComments(toItemMarkdown(reading, item, item.contentStart)).trim()
        return [
          {
            key: keys.next(words),
            text,
            command: commands.length > 0 ? commands.join('\n') : null,
          },
        ]
      })
    }
    return toCommands(block).map(({ text, command }) => ({
      key: keys.next(command),
      text,
      command,
    }))
  })
}

function hasOnlyLists(blocks: readonly Block[]): boolean {
  return !blocks.some(
    (block) => (block.kind === 'list' && block.isOrdered) || block.kind === 'fence',
  )
}

/** Commands of a shell block, one per line; a remark above a command is its text. */
function toCommands(block: Block): { text: string; command: string }[] {
  if (block.kind !== 'fence' || !shell.test(block.info)) return []
  if (block.value.includes('<<')) return [toStep(block.value.trim(), '')]
  const found: { text: string; command: string }[] = []
  let remark = ''
  for (const line of block.value.replaceAll(/\\\n/g, '\\\u0000').split('\n')) {
    const command = line.replaceAll('\u0000', '\n').replace(/^\$ /, '').trim()
    if (command.startsWith('#')) remark = command.replace(/^#+\s*/, '')
    else if (command !== '') {
      found.push(toStep(command, remark))
      remark = ''
    }
  }
  return found
}

function toStep(command: string, remark: string) {
  const first = command.split('\n')[0] ?? command
  return { text: remark || `\`${first.replaceAll('`', "'")}\``, command }
}
