import type { Command } from 'commander'
import { explainRule, spellPeriod } from '@/lib/domain/hold-rules/explain'
import type { ShownRule } from '@/lib/domain/hold-rules/shown-rule'
import { rulesInForce, ruleVersions } from '@/lib/queries/rules'
import { parseHoldRules } from '@/lib/schemas/hold-rule'
import { addRules } from '@/lib/workflow/add-rules'
import { cancelRuleChange } from '@/lib/workflow/cancel-rule-change'
import { changeRule } from '@/lib/workflow/change-rule'
import { retireRule } from '@/lib/workflow/retire-rule'
import type { Enacted } from '@/lib/workflow/rule-versions'
import { accepted, badInput } from '../endings'
import { group, type Run, staffLeaf } from '../leaf'
import { mistaken, readBytes } from '../mistakes'
import { readLanguage } from './deadline'

type ListOptions = { country?: string; example?: string; language: string }

export function rulesCommands(program: Command, run: Run): void {
  const family = group(program, 'rules', 'hold rules: which law keeps which record, from when, for how long')
  staffLeaf<ListOptions>(family, run, {
    name: 'list',
    summary: 'the rules in force and to come; with a date, how long a document of that day is kept',
    examples: ['rules list --as dpo@example.com', 'rules list --country FR --example 2026-11-22', 'rules list --json'],
    options: (command) =>
      command
        .option('--country <code>', 'of one law only, such as FR')
        .option('--example <date>', 'the date of a document')
        .option('--language <code>', 'en or fr', 'en'),
    work: async ({ options, actor }) => {
      const language = readLanguage(options.language)
      const shown = (await rulesInForce(actor)).filter(
        ({ rule }) => options.country === undefined || rule.jurisdiction === options.country.toUpperCase(),
      )
      const lines = shown.flatMap((one) => [
        ruleLine(one, language),
        ...(options.example === undefined ? [] : [`  ${explainRule(one.rule, language, options.example)}`]),
      ])
      return { lines: lines.length ? lines : ['No rule is in force.'], json: shown }
    },
  })
  addCommand(family, run)
  changeCommand(family, run)
  retireCommand(family, run)
  cancelCommand(family, run)
}

type Reasoned = { reason: string }
const reasonOption = (command: Command) => command.requiredOption('--reason <text>', 'why; kept sealed beside the rule')

function changeCommand(family: Command, run: Run): void {
  staffLeaf<Reasoned>(family, run, {
    name: 'change <file>',
    summary: 'the next version of one rule, from a reviewed YAML file; what protects less waits a day',
    examples: ['rules change invoice-fr.yaml --reason "counsel, 3 March" --as dpo@example.com'],
    options: reasonOption,
    work: async ({ args, options, actor }) => {
      const [file = ''] = args
      const read = parseHoldRules(await readBytes(file))
      if (!read.ok) throw mistaken(file, read.mistakes)
      const [rule, ...others] = read.rules
      if (!rule || others.length > 0) throw badInput('One rule a change: use rules add for several.')
      const { version, ...text } = rule
      const done = accepted(await changeRule(actor, { rule: text, seen: version - 1, reason: options.reason }))
      return { lines: [enactedLine(done)], json: done }
    },
  })
}

function retireCommand(family: Command, run: Run): void {
  staffLeaf<Reasoned>(family, run, {
    name: 'retire <key>',
    summary: 'a rule that no longer applies; it holds a day longer and can be cancelled until then',
    examples: ['rules retire invoice-ie --reason "no business there any more" --as dpo@example.com'],
    options: reasonOption,
    work: async ({ args, options, actor }) => {
      const [key = ''] = args
      const versions = await ruleVersions(actor, key)
      const seen = versions[0]?.rule.version ?? 0
      const { effectiveAt } = accepted(await retireRule(actor, { key, seen, reason: options.reason }))
      return {
        lines: [`${key} holds until ${effectiveAt}; until then: rules cancel ${key}`],
        json: { key, effectiveAt },
      }
    },
  })
}

function cancelCommand(family: Command, run: Run): void {
  staffLeaf(family, run, {
    name: 'cancel <key>',
    summary: 'takes back a change that has not come into force',
    examples: ['rules cancel invoice-fr --as dpo@example.com'],
    work: async ({ args, actor }) => {
      const [key = ''] = args
      const { change, version } = accepted(await cancelRuleChange(actor, { key }))
      const line = change === 'version' ? `${key}@${version} will not come into force.` : `${key}@${version} stays.`
      return { lines: [line], json: { key, version, change } }
    },
  })
}

const enactedLine = ({ key, version, effectiveAt, weaker }: Enacted): string =>
  weaker.length === 0
    ? `${key}@${version} is in force.`
    : `${key}@${version} protects less (${weaker.join(', ')}): in force from ${effectiveAt}; until then: rules cancel ${key}`

function addCommand(family: Command, run: Run): void {
  staffLeaf(family, run, {
    name: 'add <file>',
    summary: 'adds rules, or newer versions, from a reviewed YAML file; with one mistake, nothing is added',
    examples: ['rules add rules.yaml --as dpo@example.com'],
    work: async ({ args, actor }) => {
      const [file = ''] = args
      const done = await addRules(actor, { yaml: await readBytes(file) })
      if (!done.ok && 'mistakes' in done) throw mistaken(file, done.mistakes)
      const { added } = accepted(done)
      const lines = added.map(enactedLine)
      return { lines: lines.length ? lines : ['Nothing changed: these versions stand already.'], json: { added } }
    },
  })
}

const ruleLine = ({ rule, state }: ShownRule, language: 'en' | 'fr'): string =>
  [
    `${rule.key}@${rule.version}`,
    rule.jurisdiction,
    rule.name[language],
    spellPeriod(rule.period, language),
    rule.law.reference,
    ...(state === 'coming' ? ['not yet in force'] : []),
  ].join('  ')
