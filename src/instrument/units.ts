import * as t from '@babel/types';
import type { Site, SiteKind } from '../core/site.ts';
import type { ModuleBase } from './source-module.ts';

/** A site that has its place but not yet its number. */
export interface PendingSite {
  readonly kind: SiteKind;
  readonly line: number;
  readonly column: number;
  readonly work: string | undefined;
}

/**
 * A stretch of code that runs as a whole once it is entered: a function's body, the module's top level, or an
 * initializer that is evaluated outside any body (a parameter's default, an instance field). Its sites are numbered together,
 * so that counts are cleared by units entered.
 */
export interface Unit {
  readonly name: string;
  readonly sites: PendingSite[];
  /** Start of the names of its temporaries. */
  readonly prefix: string;
  temporariesInUse: number;
  /** Largest number of temporaries in use at once. */
  temporaries: number;
}

/** Takes a temporary, free again once `temporariesInUse` is back at its former value. @returns its name. */
export function reserveTemporary(unit: Unit): string {
  const name = `${unit.prefix}${unit.temporariesInUse}`;
  unit.temporariesInUse++;
  unit.temporaries = Math.max(unit.temporaries, unit.temporariesInUse);
  return name;
}

/** Hands out sites and, once all are known, numbers them in place. */
export interface UnitTable {
  /** Opens a unit; its first site must be its entry. */
  open(name: string, prefix: string): Unit;
  /** Adds a site to a unit. */
  add(unit: Unit, kind: SiteKind, node: t.Node, work?: string): PendingSite;
  /** A literal that becomes the site's number. */
  siteNumber(site: PendingSite): t.NumericLiteral;
  /** A literal that becomes the unit's function number. */
  functionNumber(unit: Unit): t.NumericLiteral;
  /** Forgets a unit none of whose sites was placed. */
  discard(unit: Unit): void;
  /** Numbers everything, in the order in which units were opened. */
  finish(base: ModuleBase): NumberedSites;
}

export interface NumberedSites {
  readonly sites: readonly Site[];
  readonly functionSiteCounts: readonly number[];
}

export function createUnitTable(): UnitTable {
  const units = new Set<Unit>();
  const siteLiterals = new Map<PendingSite, t.NumericLiteral[]>();
  const functionLiterals = new Map<Unit, t.NumericLiteral[]>();
  const literalFor = <K>(map: Map<K, t.NumericLiteral[]>, key: K): t.NumericLiteral => {
    const literal = t.numericLiteral(0);
    const list = map.get(key);
    if (list === undefined) map.set(key, [literal]);
    else list.push(literal);
    return literal;
  };

  return {
    open(name, prefix) {
      const unit: Unit = { name, sites: [], prefix, temporariesInUse: 0, temporaries: 0 };
      units.add(unit);
      return unit;
    },
    add(unit, kind, node, work) {
      const start = node.loc?.start;
      const site = { kind, line: start?.line ?? 1, column: start?.column ?? 0, work };
      unit.sites.push(site);
      return site;
    },
    siteNumber: (site) => literalFor(siteLiterals, site),
    functionNumber: (unit) => literalFor(functionLiterals, unit),
    discard: (unit) => void units.delete(unit),
    finish(base) {
      const sites: Site[] = [];
      const functionSiteCounts: number[] = [];
      for (const unit of units) {
        const functionId = base.firstFunction + functionSiteCounts.length;
        for (const literal of functionLiterals.get(unit) ?? []) literal.value = functionId;
        for (const site of unit.sites) {
          const { kind, line, column, work } = site;
          const number = base.firstSite + sites.length;
          for (const literal of siteLiterals.get(site) ?? []) literal.value = number;
          sites.push({
            kind,
            file: base.file,
            line,
            column,
            functionName: unit.name,
            functionId,
            ...(work === undefined ? {} : { work }),
          });
        }
        functionSiteCounts.push(unit.sites.length);
      }
      return { sites, functionSiteCounts };
    },
  };
}
