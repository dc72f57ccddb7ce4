"""``python -m tests.mutations [--all] [RULE …]``: the figures, and every mutation that was not told well."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.mutations.judged import Judged, judge_all

MOST = 4


def main(words: Sequence[str]) -> None:
    """Prints the table."""
    everything = "--all" in words
    shown = "--quiet" not in words
    rules = [word for word in words if not word.startswith("--")]
    most = next((int(word[7:]) for word in words if word.startswith("--most=")), MOST)
    judged, fixes = judge_all(None if everything else most, rules)
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_rule[one.mutation.rule].append(one)
    print(f"{'rule':45} made wrong right named   >3 other same")
    for rule, some in by_rule.items():
        wrong = [one for one in some if one.kind == "wrong"]
        counts = Counter(one.kind for one in some)
        right, named = sum(one.right for one in wrong), sum(one.named for one in wrong)
        many = sum(len(one.new) > 3 for one in wrong)
        flag = "" if right == named == len(wrong) and not many and not counts["raised"] else "  <--"
        other, same = counts["other"], counts["same"]
        print(f"{rule:45} {len(some):4} {len(wrong):5} {right:5} {named:5} {many:4} {other:5} {same:4}{flag}")
    wrong = [one for one in judged if one.kind == "wrong"]
    spread = Counter(len(one.new) for one in wrong)
    print(f"\n{len(judged)} made, {len(wrong)} wrong: right line {sum(one.right for one in wrong)},", end=" ")
    print(f"mend named {sum(one.named for one in wrong)}, raised {sum(one.kind == 'raised' for one in judged)}")
    with_fix = {id(fixed.judged) for fixed in fixes}
    safe = [fixed for fixed in fixes if fixed.fix.safe]
    restored = sum(fixed.restored for fixed in safe)
    print(
        f"fixes: {len(fixes)} for {len(with_fix)} mistakes, {sum(not fixed.left for fixed in fixes)} leave nothing,",
        end=" ",
    )
    print(f"{len(safe)} safe, of which {restored} give the flow back")
    print("findings for one mistake:", ", ".join(f"{count} for {many}" for count, many in sorted(spread.items())))
    if not shown:
        return
    for fixed in fixes:
        if fixed.left or (fixed.fix.safe and not fixed.restored):
            print(f"\n# FIX {fixed.judged.mutation.name}: {fixed.fix.title} {'(safe)' if fixed.fix.safe else ''}")
            print(f"  was    {fixed.judged.mutation.was}\n  became {fixed.judged.mutation.became}")
            for found in fixed.left[:5]:
                print(f"    {found.span.line} [{found.code}] {found.message} | {found.help!r}")
    per = Counter[str]()
    for one in judged:
        bad = one.kind == "raised" or (one.kind == "wrong" and not (one.right and one.named and len(one.new) < 4))
        if bad or (one.kind == "other" and "--other" in words):
            per[one.mutation.rule] += 1
            if per[one.mutation.rule] > 6 and "--long" not in words:
                continue
            print(f"\n# {one.mutation.name} [{one.kind}] {'' if one.right else 'LINE '}{'' if one.named else 'MEND '}")
            print(f"  was    {one.mutation.was}\n  became {one.mutation.became} {one.raised}")
            for found in one.new[:5]:
                print(f"    {found.span.line} [{found.code}] {found.message} | {found.help!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
