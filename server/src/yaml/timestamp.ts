import { t } from "../base/l10n";
import { PythonError } from "./pythonError";
import { PythonDate } from "./value";

const TIMESTAMP =
  /^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)(?:(?:[Tt]|[ \t]+)(?<hour>\d\d?):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d*))?(?:[ \t]*(?<zone>Z|(?<sign>[-+])(?<zoneHour>\d\d?)(?::(?<zoneMinute>\d\d))?))?)?\n?$/;

/**
 * The date or datetime PyYAML constructs, with Python's `str()` of it.
 * @throws PythonError AttributeError when it is no timestamp, ValueError when there is no such date or time.
 */
export function constructTimestamp(source: string): PythonDate {
  const parts = TIMESTAMP.exec(source)?.groups;
  if (parts === undefined) throw new PythonError("AttributeError", t("'{0}' is not a timestamp", source));
  const number = (name: string) => Number(parts[name] ?? 0);
  const [year, month, day] = [number("year"), number("month"), number("day")];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new PythonError("ValueError", t("there is no date {0}; put the text in quotes", source));
  }
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  if (parts.hour === undefined) return new PythonDate("date", date);

  const [hour, minute, second] = [number("hour"), number("minute"), number("second")];
  if (hour > 23 || minute > 59 || second > 59) {
    throw new PythonError("ValueError", t("there is no time {0}; put the text in quotes", source));
  }
  const time = `${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}`;
  const microseconds = Number((parts.fraction ?? "").slice(0, 6).padEnd(6, "0"));
  const fraction = microseconds === 0 ? "" : `.${digits(microseconds, 6)}`;
  return new PythonDate("datetime", `${date} ${time}${fraction}${zoneText(source, parts)}`);
}

function zoneText(source: string, parts: Readonly<Record<string, string | undefined>>): string {
  if (parts.zone === undefined) return "";
  if (parts.zone === "Z") return "+00:00";
  const minutes = Number(parts.zoneHour) * 60 + Number(parts.zoneMinute ?? 0);
  if (minutes >= 24 * 60) {
    throw new PythonError("ValueError", t("there is no time zone as in {0}; put the text in quotes", source));
  }
  const sign = parts.sign === "-" && minutes !== 0 ? "-" : "+";
  return `${sign}${digits(Math.floor(minutes / 60), 2)}:${digits(minutes % 60, 2)}`;
}

function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
