import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const LICENCE_FILE = /^(licen[cs]e|notice)(\.(md|txt))?$/i;

/**
 * The licences of all packages that are part of a bundle, as these licences ask for.
 *
 * @param metafiles of the bundles
 * @param root the folder with node_modules
 */
export function thirdPartyNotices(metafiles: readonly Metafile[], root: string): string {
  const folders = new Set(metafiles.flatMap(({ outputs }) => Object.values(outputs)).flatMap(foldersIn));
  const packagesByText = new Map<string, Set<string>>();
  for (const folder of [...folders].sort()) {
    const { name, text } = noticeOf(join(root, folder));
    packagesByText.set(text, (packagesByText.get(text) ?? new Set()).add(name));
  }
  const notices = [...packagesByText].map(([text, names]) =>
    [[...names].join('\n'), text].filter(Boolean).join('\n\n'),
  );
  return `${['This package contains code of the packages below.', ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Of packages, by the files that are left of them after tree shaking. */
const foldersIn = ({ inputs }: Metafile['outputs'][string]): string[] =>
  Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
    return folder !== undefined && bytesInOutput > 0 ? [folder] : [];
  });

function noticeOf(folder: string): { readonly name: string; readonly text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name: `${name} ${version} (${license})`, text: texts.join('\n\n') };
}
