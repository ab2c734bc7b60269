import { describe, expect, it } from 'vitest';
import { readLog, readOutputs } from './runner.ts';

describe("the reader of a step's output follows the runner", () => {
  it('drops columns of a place that spans lines, and of one that ends before it begins', () => {
    const { annotations } = readLog(
      '::error file=a,line=1,endLine=2,col=3,endColumn=4::x\n::error file=a,line=1,endLine=1,col=5,endColumn=4::x\n::error file=a,line=1,endLine=1,col=3,endColumn=4::x\n',
    );
    expect(annotations.map(({ column }) => column)).toEqual([undefined, undefined, 3]);
  });

  it('keeps ten of a type and cuts messages', () => {
    const log = readLog(`${'::error::x\n'.repeat(12)}::warning::${'y'.repeat(5_000)}\n`);
    expect(log.annotations).toHaveLength(11);
    expect(log.dropped).toBe(2);
    expect(log.annotations.at(-1)?.message).toHaveLength(4_096);
  });

  it('obeys the old form anywhere in a line, unless commands are stopped', () => {
    expect(readLog('text ##[add-path]/tmp\n').others).toHaveLength(1);
    const stopped = readLog(
      '::stop-commands::t0ken\ntext ##[add-path]/tmp\n::error::x\n::t0ken::\n::error::y\n',
    );
    expect(stopped.others).toEqual([]);
    expect(stopped.annotations.map(({ message }) => message)).toEqual(['y']);
    expect(() => readLog('::stop-commands::t0ken\n')).toThrow('never resumed');
  });

  it('decodes values', () => {
    expect(readLog('::error file=a%2Cb%3A%25,title=x%0Ay::1%0A2 %250A\n').annotations).toEqual([
      { level: 'error', file: 'a,b:%', title: 'x\ny', message: '1\n2 %0A' },
    ]);
    expect(readOutputs('a<<X\n1\n2\nX\nb<<Y\n\nY\n')).toEqual({ a: '1\n2', b: '' });
  });
});
