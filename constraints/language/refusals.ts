/** What to write instead of what the language does not have. Keys are node types of the parser. */
const BY_TYPE: ReadonlyMap<string, string> = new Map([
  ['AssignmentExpression', 'an assignment is not allowed; compare with ==='],
  ['UpdateExpression', '++ and -- are not allowed; write x + 1 or x - 1'],
  ['NewExpression', 'new is not allowed; for the number of different elements write distinct(x)'],
  ['TemplateLiteral', 'a template is not allowed; write texts in quotes and join them with +'],
  ['TaggedTemplateExpression', 'a template is not allowed; write texts in quotes'],
  [
    'ArrowFunctionExpression',
    'a function is not allowed; count(x, value) and distinct(x) look at elements',
  ],
  ['FunctionExpression', 'a function is not allowed; write one expression'],
  ['ClassExpression', 'a class is not allowed; write one expression'],
  ['SequenceExpression', 'a comma is not allowed here; join conditions with && or ||'],
  [
    'RegExpLiteral',
    'a regular expression is not allowed; count(text, part) counts a part of a text',
  ],
  [
    'BigIntLiteral',
    'a bigint is not allowed; write it without n: bigints of the program read as numbers',
  ],
  ['ObjectExpression', 'an object is not allowed; write conditions over variables'],
  ['ArrayExpression', 'a list is not allowed; compare with each value and join with ||'],
  ['SpreadElement', '... is not allowed; min(x), max(x) and sum(x) take the list itself'],
  [
    'OptionalCallExpression',
    'an optional call is not allowed; call functions of the catalogue by name',
  ],
  ['AwaitExpression', 'await is not allowed'],
  ['YieldExpression', 'yield is not allowed'],
  ['Import', 'import is not allowed'],
  ['ImportExpression', 'import is not allowed'],
  ['MetaProperty', 'meta properties are not allowed'],
  ['Super', 'super is not allowed'],
  ['PrivateName', 'private names cannot be read'],
]);

/** What to write instead of calling a method. */
const BY_METHOD: ReadonlyMap<string, string> = new Map([
  ['indexOf', 'count(x, value) > 0 tells whether the value is there'],
  ['lastIndexOf', 'count(x, value) > 0 tells whether the value is there'],
  ['includes', 'write count(x, value) > 0'],
  ['some', 'count(x, value), min(x) and max(x) look at all elements'],
  ['every', 'count(x, value), min(x) and max(x) look at all elements'],
  ['filter', 'count(x, value) counts elements'],
  ['reduce', 'sum(x), min(x) and max(x) look at all elements'],
  ['charAt', 'write text[i]'],
  ['at', 'write x[i], or x[x.length - 1] for the last'],
  ['charCodeAt', 'write codeAt(text, i)'],
  ['codePointAt', 'write codeAt(text, i)'],
  ['startsWith', 'compare characters: text[0] === "a"'],
  ['endsWith', 'compare characters: text[text.length - 1] === "a"'],
  ['slice', 'compare characters: text[i] === "a"'],
  ['substring', 'compare characters: text[i] === "a"'],
  ['split', 'count(text, separator) counts separators'],
  ['match', 'count(text, part) counts a part of a text'],
  ['test', 'count(text, part) counts a part of a text'],
  ['toString', 'values are compared as they are'],
  ['has', 'sizes of maps and sets are len(x); their entries cannot be looked up'],
  ['get', 'sizes of maps and sets are len(x); their entries cannot be looked up'],
  ['keys', 'write keys(x) for the number of keys'],
  ['isArray', 'len(x) is undefined for what has no length'],
]);

/** Why a node of this type cannot stand in an expression. */
export function refusalOf(type: string): string {
  return BY_TYPE.get(type) ?? `${type} is not part of the language`;
}

/** Why a method cannot be called. */
export function methodRefusal(method: string, functions: string): string {
  const hint = BY_METHOD.get(method) ?? `functions that may be called: ${functions}`;
  return `methods cannot be called (.${method}); ${hint}`;
}

/** Why an operator of one operand cannot be used. */
export function operatorRefusal(operator: string): string {
  switch (operator) {
    case 'void':
      return 'void is not allowed; write undefined';
    case 'in':
      return 'in is not allowed; write x.name !== undefined';
    case 'instanceof':
      return 'instanceof is not allowed; write typeof x === "object", or look at its members';
    case 'delete':
      return 'delete is not allowed: an expression cannot change anything';
    default:
      return `the operator ${operator} is not part of the language`;
  }
}
