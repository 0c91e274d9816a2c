import type { Command } from 'commander'
import { explainRule, spellPeriod } from '@/lib/domain/hold-rules/explain'
import { rulesInForce, type ShownRule } from '@/lib/queries/rules'
import { addRules } from '@/lib/workflow/add-rules'
import { accepted } from '../endings'
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
}

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
      const lines = added.map(({ key, version }) => `${key}@${version} is in force.`)
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
