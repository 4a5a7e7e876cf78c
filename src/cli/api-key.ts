/** The key of the language model's server: slowpath's own variable, else the one that other tools use, too. */
export function apiKeyOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return [env['SLOWPATH_API_KEY'], env['OPENAI_API_KEY']].find(
    (key) => key !== undefined && key !== '',
  );
}
