"""The Chinese words for what a comparison has to warn of."""

from liuxing_cli.peer.results import Caution

CAUTIONS = {
    Caution.TOO_SMALL: "只有两家，无法区分松紧和好坏，不计算",
    Caution.RAW_ONLY: "三家互评或打分太少，只列原始平均分，不排名次",
    Caution.NO_PAIR_TESTS: "四家互评，不能检验哪一对互相抬分",
    Caution.DISCONNECTED: "评价关系没有连成一片，各部分不能放在一起排名",
    Caution.FEW_RATINGS: "受评不足三次的不排名次",
    Caution.SPARSE: "评价安排太稀，最小二乘不稳，建议加 --method reml 再看一遍",
    Caution.NO_SPREAD: "打分完全没有误差（s²=0），可能是照抄，误差和名次区间不作数",
}
