import { z } from 'zod'
import { dataMapSchema } from './data-map'

/** For editors and reviews; published as public/schemas/habeas-data-map-1.json, kept in step by a test. */
export function dataMapJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(dataMapSchema, { io: 'input', target: 'draft-2020-12' })
  return { $schema, $id: 'https://habeas.example/schemas/habeas-data-map-1.json', title: 'Habeas data map', ...schema }
}
