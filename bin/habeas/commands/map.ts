import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { newestVersion } from '@/lib/queries/map-versions'
import { connectedSystem } from '@/lib/queries/systems'
import { parseDataMap, renderDataMap } from '@/lib/schemas/data-map'
import { importMap } from '@/lib/workflow/import-map'
import { accepted, CommandEnds } from '../endings'
import { group, leaf, type Run, staffLeaf } from '../leaf'
import { mistaken, readBytes } from '../mistakes'
import { suggestMap } from '../suggest-map'

type ImportOptions = { note?: string; basedOn?: string }
type ExportOptions = { output?: string }
type SuggestOptions = ExportOptions & { country: string; timeZone: string }

export function mapCommands(program: Command, run: Run): void {
  const family = group(program, 'map', 'the data map: one YAML file, reviewed like code')
  leaf(family, run, {
    name: 'check <file>',
    summary: 'every mistake with its line and what to write instead; needs no database',
    examples: ['map check data-map.yaml', 'map check data-map.yaml --json'],
    work: async ({ args }) => {
      const [file = ''] = args
      const read = parseDataMap(await readBytes(file))
      if (!read.ok) throw mistaken(file, read.mistakes)
      const { datasets, systems } = read.map
      const counts = { datasets: datasets.length, systems: systems.length, exempt: read.map.exempt.length }
      const line = `${file}: no mistakes (${counts.datasets} datasets in ${counts.systems} systems, ${counts.exempt} exempt tables).`
      return { lines: [line], json: { ok: true, ...counts } }
    },
  })
  importCommand(family, run)
  exportCommand(family, run)
  suggestCommand(family, run)
}

function importCommand(family: Command, run: Run): void {
  staffLeaf<ImportOptions>(family, run, {
    name: 'import <file>',
    summary: 'makes the file the newest version of the data map; with one mistake, nothing is imported',
    examples: ['map import data-map.yaml --note "the newsletter joins" --as dpo@example.com'],
    options: (command) =>
      command
        .option('--note <text>', 'what changed')
        .option('--based-on <version>', 'refuse where another version came since (a whole number)'),
    work: async ({ args, options, actor }) => {
      const [file = ''] = args
      const yaml = await readBytes(file)
      const { note } = options
      const basedOn = options.basedOn === undefined ? {} : { basedOn: Number(options.basedOn) }
      const done = await importMap(actor, { yaml, ...(note !== undefined && { note }), ...basedOn })
      if (!done.ok && 'mistakes' in done) throw mistaken(file, done.mistakes)
      const { version, changed } = accepted(done)
      const line = changed
        ? `Version ${version} of the data map stands.`
        : `Nothing changed: version ${version} stands.`
      return { lines: [line], json: { version, changed } }
    },
  })
}

function exportCommand(family: Command, run: Run): void {
  staffLeaf<ExportOptions>(family, run, {
    name: 'export',
    summary: 'the newest version of the data map as YAML',
    examples: ['map export --output data-map.yaml', 'map export --as dpo@example.com > data-map.yaml'],
    options: (command) => command.option('--output <file>', 'instead of standard output'),
    work: async ({ options, actor }) => {
      const newest = await newestVersion(actor)
      if (!newest) throw new CommandEnds('refused', 'no-data-map', ['There is no data map yet.'])
      const { version, checksum, map } = newest
      const yaml = renderDataMap(map)
      if (options.output === undefined) return { lines: [yaml.trimEnd()], json: { version, checksum, map } }
      await writeFile(options.output, yaml)
      return { lines: [`Version ${version} written to ${options.output}.`], json: { version, checksum } }
    },
  })
}

function suggestCommand(family: Command, run: Run): void {
  staffLeaf<SuggestOptions>(family, run, {
    name: 'suggest <system>',
    summary:
      'the map with a draft for the tables of a connected system that it leaves out: read it, correct it, import it',
    examples: ['map suggest shop --output data-map.yaml --as dpo@example.com'],
    options: (command) =>
      command
        .option('--output <file>', 'instead of standard output')
        .option('--country <code>', 'of the first controller, where there is no map yet', 'FR')
        .option('--time-zone <name>', 'of the first controller', 'Europe/Paris'),
    work: async ({ args, options, actor }) => {
      const sheet = await connectedSystem(actor, args[0] ?? '')
      if (!sheet) throw new CommandEnds('refused', 'not-found', ['No system of that key is connected.'])
      const { country, timeZone } = options
      const map = suggestMap((await newestVersion(actor))?.map ?? null, sheet, { country, timeZone })
      const yaml = renderDataMap(map)
      if (options.output === undefined) return { lines: [yaml.trimEnd()], json: map }
      await writeFile(options.output, yaml)
      const line = `${options.output}: ${map.datasets.length} datasets, ${map.exempt.length} exempt tables; nothing is imported yet.`
      return { lines: [line], json: { datasets: map.datasets.length, exempt: map.exempt.length } }
    },
  })
}
