const STRING = { type: 'string' } as const;
const STRING_OR_NULL = { type: ['string', 'null'] } as const;

function object(properties: Readonly<Record<string, object>>): Readonly<Record<string, unknown>> {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

/**
 * JSON Schema of an answer to `propose` and `repair`, for servers that hold a model to it. Within the subset that such
 * servers take: every property required, none beside them, so what the language has as an object with keys of its own
 * (`let`, `input`) is a list here.
 */
export const PROPOSAL_SCHEMA = {
  name: 'proposal',
  schema: object({
    analysis: STRING,
    constraints: {
      type: 'array',
      items: object({
        id: STRING,
        description: STRING,
        where: object({
          file: STRING,
          function: STRING_OR_NULL,
          line: { type: ['integer', 'null'] },
          at: { type: 'string', enum: ['line', 'entry', 'exit', 'loop'] },
        }),
        let: { type: 'array', items: object({ name: STRING, expression: STRING }) },
        when: STRING,
      }),
    },
    recipes: {
      type: 'array',
      items: object({
        id: STRING,
        description: STRING,
        reaches: STRING_OR_NULL,
        input: { type: 'array', items: object({ place: STRING, expression: STRING }) },
      }),
    },
  }),
} as const;
