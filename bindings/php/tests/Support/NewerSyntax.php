<?php

declare(strict_types=1);

namespace Libonoffice\Tests\Support;

use PhpParser\Node;
use PhpParser\Node\Expr;
use PhpParser\Node\Stmt;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitorAbstract;
use PhpParser\ParserFactory;

/**
 * Finds what PHP 7.4 cannot read, and what PHP 8.4 does not like.
 */
final class NewerSyntax extends NodeVisitorAbstract
{
    private const NODES = [
        Expr\Match_::class,
        Expr\NullsafeMethodCall::class,
        Expr\NullsafePropertyFetch::class,
        Expr\Throw_::class,
        Node\IntersectionType::class,
        Node\UnionType::class,
        Node\VariadicPlaceholder::class,
        Stmt\Enum_::class,
    ];

    private const TYPES = ['mixed', 'static', 'never', 'null', 'false', 'true'];

    /** @var list<string> */
    private array $found = [];

    /**
     * @return list<string> what was found, and where
     */
    public static function in(string $code): array
    {
        $visitor = new self();
        $traverser = new NodeTraverser();
        $traverser->addVisitor($visitor);
        $parser = (new ParserFactory())->create(ParserFactory::ONLY_PHP7);
        $traverser->traverse($parser->parse($code) ?? []);
        // PHP 7.4 reads an attribute as a comment, which ends with its line.
        foreach (preg_grep('~^[^\'"]*#\[~', explode("\n", $code)) ?: [] as $number => $line) {
            if (preg_match('~^\s*#\[\\\\?\w+\]$~', $line) !== 1) {
                $visitor->found[] = 'an attribute and more in line ' . ($number + 1);
            }
        }
        if (preg_match('~,\s*\)\s*(:\s*\??\w+\s*)?\{~', $code) === 1) {
            $visitor->found[] = 'a comma behind the last parameter';
        }
        return $visitor->found;
    }

    public function enterNode(Node $node)
    {
        if (in_array(get_class($node), self::NODES, true) || $this->isNewer($node)) {
            $this->found[] = $node->getType() . ' in line ' . $node->getStartLine();
        }
        if ($node instanceof Node\FunctionLike) {
            $this->visitType($node->getReturnType());
        }
        if ($node instanceof Node\Param || $node instanceof Stmt\Property) {
            $this->visitType($node->type);
        }
        if ($node instanceof Node\Param && self::isNullableInSilence($node)) {
            $this->found[] = 'a default of null without "?" in line ' . $node->getStartLine();
        }
        return null;
    }

    private function isNewer(Node $node): bool
    {
        return ($node instanceof Node\Arg && $node->name !== null)
            || ($node instanceof Node\Param && $node->flags !== 0)
            || ($node instanceof Stmt\Catch_ && $node->var === null)
            || ($node instanceof Stmt\ClassConst && $node->isFinal())
            || ($node instanceof Stmt\Property && $node->isReadonly());
    }

    /** T $x = null, which PHP 8.4 deprecates. */
    private static function isNullableInSilence(Node\Param $node): bool
    {
        return $node->type !== null && !$node->type instanceof Node\NullableType
            && $node->default instanceof Expr\ConstFetch
            && $node->default->name->toLowerString() === 'null';
    }

    private function visitType(?Node $type): void
    {
        $inner = $type instanceof Node\NullableType ? $type->type : $type;
        if ($inner instanceof Node\Identifier || $inner instanceof Node\Name) {
            if (in_array($inner->toLowerString(), self::TYPES, true)) {
                $this->found[] = "type $inner in line " . $inner->getStartLine();
            }
        }
    }
}
