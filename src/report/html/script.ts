/**
 * The page's one script: theme, copying, saving. The page can be read without it; what needs it is hidden until it runs.
 * Plain JavaScript, because it is sent as it stands; it makes no markup of anything and asks for nothing.
 */
export const SCRIPT = `
(() => {
  'use strict';
  const root = document.documentElement;
  const status = document.getElementById('status');
  let fading = 0;
  const say = (text) => {
    status.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => { status.textContent = ''; }, 2500);
  };

  const theme = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);
  const show = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; };
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    show();
  });
  system.addEventListener('change', show);
  show();
  theme.hidden = false;

  const copy = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Not allowed here: the old way needs no permission.
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      if (!done) return say('The browser does not allow copying.');
    }
    say(what + ' copied');
  };
  for (const button of document.querySelectorAll('button.copy')) {
    button.hidden = false;
    button.addEventListener('click', () => copy(button.previousElementSibling.textContent, 'Command'));
  }

  let files;
  const bytesOf = async (name) => {
    files ??= JSON.parse(document.getElementById('slowpath-tests').textContent);
    const packed = Uint8Array.from(atob(files[name]), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return await new Response(stream).arrayBuffer();
  };
  const save = (bytes, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(name + ' saved');
  };
  for (const buttons of document.querySelectorAll('.buttons')) {
    const file = buttons.dataset.file;
    const name = file.slice(file.lastIndexOf('/') + 1);
    const [copies, saves] = buttons.querySelectorAll('button');
    copies.addEventListener('click', async () => copy(new TextDecoder().decode(await bytesOf(file)), name));
    saves.addEventListener('click', async () => save(await bytesOf(file), name));
    buttons.hidden = typeof DecompressionStream === 'undefined';
  }
  root.dataset.ready = 'yes';
})();
`;
