//! CoNLL-U written and read back is the same parse; what is broken is refused by line.

use rapporteur_syntax::{Deprel, NameKind, conllu};

const TEXT: &str = "Kyiv didn't\nagree.  “No,” it said.\n\nTalks ended.";
const TREE: &str = "\
# newdoc id = x
# newpar
# text = Kyiv didn't agree.
1\tKyiv\tKyiv\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tName=B-GPE
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\tagree\tagree\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\t“\t\"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No
2\tNo\tno\tINTJ\tUH\t_\t6\tccomp\t_\tSpaceAfter=No
3\t,\t,\tPUNCT\t,\t_\t2\tpunct\t_\tSpaceAfter=No
4\t”\t\"\tPUNCT\t''\t_\t2\tpunct\t_\t_
5\tit\tit\tPRON\tPRP\tCase=Nom\t6\tnsubj\t_\t_
6\tsaid\tsay\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

# newpar
1\tTalks\ttalk\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tended\tend\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No
";

#[test]
fn a_tree_is_laid_on_its_text() {
    let syntax = conllu::read(TREE, TEXT).unwrap();
    assert_eq!(syntax.len(), 15);
    assert_eq!(syntax.sentences.len(), 3);
    assert_eq!(syntax.sentences.iter().map(|s| s.paragraph).collect::<Vec<_>>(), [0, 0, 1]);
    assert!(syntax.tokens[2].glued && !syntax.tokens[1].glued);
    assert_eq!(syntax.names[0].kind, NameKind::Polity);
    assert_eq!(syntax.child(3, Deprel::Nsubj), Some(0));
    assert_eq!(syntax.subtree(3), [0, 1, 2, 3, 4]);
    assert_eq!(syntax.root(&syntax.sentences[1]), 10);
    assert_eq!(syntax.spans(&[0, 1, 2, 4]).len(), 2);
    assert_eq!(syntax.span(5..9).of(TEXT), "“No,”");
}

#[test]
fn written_and_read_back_it_is_the_same() {
    let syntax = conllu::read(TREE, TEXT).unwrap();
    let again = conllu::read(&conllu::write("x", TEXT, &syntax), TEXT).unwrap();
    assert_eq!(syntax, again);
}

#[test]
fn a_broken_line_is_named() {
    let wrong = TREE.replacen("\t_\tName=B-GPE", "", 1);
    assert_eq!(conllu::read(&wrong, TEXT).unwrap_err().to_string(), "line 4: expected ten columns separated by tabs");
    let other = conllu::read(TREE, "Something else.").unwrap_err();
    assert_eq!(other.line, 4);
}
