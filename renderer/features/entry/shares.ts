/** The groups of a recovery paper as they are shown: what stands between dashes or spaces. */
export function groupsOf(share: string): string[] {
  return share.split(/[\s-]+/).filter((group) => group !== '');
}

/** A hand-typed group as it is compared: width, case and the letters a hand confuses do not matter. */
export function plain(group: string): string {
  return group
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** Two different papers of so many, to be checked; the same two for the whole of one check. */
export function chooseTwo(count: number, random: () => number): [number, number] {
  const skipped = Math.min(count - 1, Math.floor(random() * count));
  const [first = 0, second = 1] = Array.from({ length: count }, (_, i) => i).filter((i) => i !== skipped);
  return [first, second];
}
